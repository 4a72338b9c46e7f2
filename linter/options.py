"""What the command line, or a caller, says of a run."""

from __future__ import annotations

from datetime import date

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line (or a caller) says: narrower than any configuration file. None leaves a thing to the file."""

    profile: str | None = None
    locale: str | None = None
    syntax: str | None = None
    page_type: str | None = None
    fragment: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: date | None = None
    cache: bool = True

    @property
    def is_part(self) -> bool:
        """Whether it asks for some rules alone: what the others would say is not known."""
        return bool(self.fragment or self.select or self.ignore)
