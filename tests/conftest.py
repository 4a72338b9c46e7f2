"""What all tests share: a cache folder of their own."""

from __future__ import annotations

import pytest
from hypothesis import settings

# A shared machine is slow at times; how fast the product is stands in bench/, not here.
settings.register_profile("carelint", deadline=None)
settings.load_profile("carelint")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    patch = pytest.MonkeyPatch()
    patch.setenv("CARELINT_CACHE", str(tmp_path_factory.mktemp("cache")))
