"""What all tests share: a cache folder of their own."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

# A shared machine is slow at times; how fast the product is stands in bench/, not here.
settings.register_profile("carelint", deadline=None)
settings.load_profile("carelint")


def pytest_configure(config: pytest.Config) -> None:
    """Set before tests are collected, for some ask for the rules by then; workers have it from the process that starts them."""
    if not hasattr(config, "workerinput"):
        cache = TemporaryDirectory(prefix="carelint-cache-", ignore_cleanup_errors=True)
        os.environ["CARELINT_CACHE"] = cache.name
        config.add_cleanup(cache.cleanup)
