"""What a page is linted under: a configuration and options.

It makes the linter when that is needed, and knows the reports of earlier runs under the same conditions, so that a run over
pages that have not changed needs no rule and no parser.
"""

from __future__ import annotations

import gc
import os
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from linter.cache import Defaults, Reports
from linter.config import Config
from linter.globs import seen_from
from linter.options import Options
from linter.store import digests, regexes
from linter.store.hashing import blake2b

if TYPE_CHECKING:
    from linter.engine import Linter


class Conditions:
    """A configuration and options, today's date settled."""

    def __init__(self, config: Config, options: Options) -> None:
        self.config = config
        self.options = msgspec.structs.replace(options, today=options.today or date.today())

    def __reduce__(self) -> tuple[type[Conditions], tuple[Config, Options]]:
        return Conditions, (self.config, self.options)  # another process makes its own linter

    @property
    def today(self) -> date:
        """The day that review dates and approvals are judged against."""
        return self.options.today or date.today()

    @cached_property
    def engine(self) -> Linter:
        """The linter. Raises InputError where a rule, option or setting is wrong."""
        from linter.engine import Linter

        if self.options.cache:
            regexes.use_cache()
        engine = Linter(config=self.config, options=self.options, rules=self._rules)
        engine.choices()
        gc.freeze()  # rules stay as long as the process: no garbage is among them, and processes that fork share them
        return engine

    @cached_property
    def syntax(self) -> str | None:
        """Name and version of the pipeline that confirms findings. Raises InputError for one that is not there."""
        wanted = self.options.syntax or self.config.syntax
        if wanted == "off":
            return None
        from linter.language import syntax

        pipeline = syntax.load(wanted, where=self.config.file or "options")
        return None if pipeline is None else pipeline.version()

    def check(self) -> None:
        """Raise InputError where a rule, option or setting is wrong. Conditions that have reports were found to be right."""
        self.defaults  # noqa: B018

    @cached_property
    def defaults(self) -> Defaults:
        """What holds for a page that no override covers. Raises InputError where a rule, option or setting is wrong."""
        kept = None if self.reports is None else self.reports.defaults
        if kept is not None:
            return kept
        settings = self.engine.defaults()
        return Defaults(settings.profile, settings.locale)

    @cached_property
    def reports(self) -> Reports | None:
        """The reports of earlier runs; None where no cache is wanted."""
        if not self.options.cache or not self._rules:
            return None
        try:
            known = (digests.code_digest(), self._rules, self._place, self._config, self.options, self.syntax)
            encoded = msgspec.msgpack.encode(known, enc_hook=str, order="deterministic")
        except OSError:
            return None
        return Reports(blake2b(encoded, digest_size=16).hexdigest())

    @cached_property
    def _rules(self) -> str:
        """Tells one state of the rules from another; empty where a file cannot be read, which who loads them says."""
        try:
            return digests.rules_digest(self.config.rule_folders(), self.config.lexicon_files(), keep=self.options.cache)
        except OSError:
            return ""

    @property
    def _config(self) -> Config:
        """The configuration without the folder that it stands in: a copy of the repository elsewhere gives the same reports."""
        return msgspec.structs.replace(self.config, root=Path())

    @property
    def _place(self) -> str:
        try:
            return os.path.relpath(self.config.root)
        except ValueError:  # on another drive
            return os.path.abspath(self.config.root)

    def key(self, name: str, data: bytes) -> bytes:
        """What the report of a page is kept under: its name, its place for overrides, and its content."""
        place = seen_from(Path(name), self.config.root) if self.config.overrides else ""
        digest = blake2b(f"{name}\0{place}\0".encode("utf-8", "surrogatepass"), digest_size=16)
        digest.update(data)
        return digest.digest()

    def save(self) -> None:
        """Keep what is new, in the user's cache folder."""
        if self.reports is not None:
            self.reports.save(self.defaults)
        if "engine" in self.__dict__:
            self.engine.save()
