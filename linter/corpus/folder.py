"""The folder that a corpus run writes: parts of Parquet, one of each table for a batch, and a manifest of what they are of.

A part is finished when its last file, that of `pages`, is in its place; whatever is killed, no file is half there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from linter.config import shown_path
from linter.corpus.tables import Linted
from linter.errors import InputError
from linter.store import writing
from linter.store.regexes import regex

_MANIFEST = "manifest.json"
_SCHEMA = "carelint/corpus@1"
_TABLES = ("findings", "rejected", "pages")  # pages last
_PART = regex(r"part-(\d{6,})\.parquet")


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What is in the folder."""

    batches: int
    pages: int
    errors: int
    warnings: int
    suggestions: int
    skipped: int
    rejected: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the parts are of: which source, under which conditions; and, when all are there, what they come to.

    `target` is the grade to aim for (None: no rule asks for one), `titles` are those of rules; the summary needs them.
    """

    schema: str = _SCHEMA
    source: dict[str, Any]
    conditions: dict[str, Any]
    target: float | None = None
    titles: dict[str, str] = {}
    totals: Totals | None = None


class Folder:
    """An output folder. Raises InputError where it cannot be written to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._finished: frozenset[int] = frozenset()

    def manifest(self) -> Manifest | None:
        """The manifest that is there. Raises InputError for a folder that holds something else."""
        file = self.path / _MANIFEST
        try:
            return msgspec.json.decode(file.read_bytes(), type=Manifest)
        except FileNotFoundError:
            if self.path.is_dir() and any(not name.match(writing.TEMPORARY) for name in self.path.iterdir()):
                raise InputError(
                    self.path.as_posix(), 0, "is not empty, and no corpus run is in it; name another folder"
                ) from None
            return None
        except NotADirectoryError:
            raise InputError(self.path.as_posix(), 0, "is not a folder") from None
        except (OSError, msgspec.MsgspecError) as problem:
            raise InputError(file.as_posix(), 0, f"cannot be read: {problem}") from None

    def begin(self, manifest: Manifest, *, restart: bool) -> Totals | None:
        """Take up the run that is there, or begin one; what it came to, where nothing is left to do.

        Raises InputError for a run over another source, or under other conditions, unless it is to be started again, or has
        finished no part.
        """
        there = self.manifest()
        is_empty = not any((self.path / "pages").glob("part-*.parquet"))  # as after a wrong name of a column
        if there is not None and (restart or is_empty):
            self._clear()
            there = None
        if there is not None:
            self._require_same(there, manifest)
        with _said(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            for left in (
                *self.path.glob(writing.TEMPORARY),
                *self.path.glob(f"*/{writing.TEMPORARY}"),
            ):  # by a run that was killed
                left.unlink()
            if there is None:
                self._write(manifest)
            for table in ("findings", "pages"):
                (self.path / table).mkdir(exist_ok=True)
        self._finished = frozenset(
            int(match[1]) for name in os.listdir(self.path / "pages") if (match := _PART.fullmatch(name))
        )
        if there is None or there.totals is None or len(self._finished) < there.totals.batches:
            return None
        return there.totals

    def is_done(self, number: int) -> bool:
        """Whether the part of a batch was finished before this run."""
        return number in self._finished

    def write(self, number: int, linted: Linted) -> None:
        """Write the part of a batch."""
        with _said(self.path):
            for name in _TABLES:
                table: pa.Table = getattr(linted, name)
                if name == "rejected" and not table.num_rows:
                    continue
                sink = pa.BufferOutputStream()
                pq.write_table(table, sink, compression="zstd")
                (self.path / name).mkdir(exist_ok=True)
                writing.replace(self.path / name / f"part-{number:06}.parquet", sink.getvalue().to_pybytes())

    def finish(self, manifest: Manifest, batches: int) -> Totals:
        """Count what is there, and say in the manifest that the run is complete."""
        counted = dict.fromkeys(("pages", "errors", "warnings", "suggestions", "skipped"), 0)
        for number in range(batches):
            with readable(self._part("pages", number)) as part:
                pages = pq.read_table(part, columns=["errors", "warnings", "suggestions", "skipped"])
            counted["pages"] += pages.num_rows
            for name in ("errors", "warnings", "suggestions"):
                counted[name] += sum(pages[name].to_pylist())
            counted["skipped"] += sum(map(bool, pages["skipped"].to_pylist()))
        rejected = 0
        for number in range(batches):
            with readable(self._part("rejected", number)) as part:
                rejected += pq.read_metadata(part).num_rows if part.exists() else 0
        totals = Totals(batches=batches, rejected=rejected, **counted)
        self._write(msgspec.structs.replace(manifest, totals=totals))
        return totals

    def _part(self, table: str, number: int) -> Path:
        return self.path / table / f"part-{number:06}.parquet"

    def _write(self, manifest: Manifest) -> None:
        with _said(self.path):
            writing.replace(self.path / _MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")

    def _require_same(self, there: Manifest, now: Manifest) -> None:
        name = self.path.as_posix()
        if there.source != now.source:
            raise InputError(name, 0, "holds a run over another source, or one that has changed since; --restart begins anew")
        others = [key for key, value in now.conditions.items() if there.conditions.get(key) != value]
        if others:
            raise InputError(name, 0, f"holds a run under another {', '.join(others)}; --restart begins anew")

    def _clear(self) -> None:
        """Take away what a run wrote, and nothing else."""
        with _said(self.path):
            for name in (*reversed(_TABLES), "summary"):
                for file in (self.path / name).glob("*.parquet"):
                    file.unlink()
                with suppress(OSError):  # not there, or with something else in it
                    (self.path / name).rmdir()
            (self.path / "summary.html").unlink(missing_ok=True)
            (self.path / _MANIFEST).unlink()


@contextmanager
def readable(part: Path) -> Iterator[Path]:
    """Says of a part that cannot be read, as after a disk was full, how it is made anew."""
    try:
        yield part
    except (OSError, pa.ArrowException) as problem:
        said = " ".join(str(problem).split())[:200]
        advice = f"take pages/{part.name} away, and run the same command: it is made anew"
        raise InputError(shown_path(part), 0, f"this part of the run cannot be read; {advice} ({said})") from None


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Says as a person would that the folder cannot be written to."""
    try:
        yield
    except OSError as problem:
        name = Path(problem.filename).as_posix() if isinstance(problem.filename, str) else path.as_posix()
        raise InputError(name, 0, f"cannot be written: {problem.strerror or problem}") from None
