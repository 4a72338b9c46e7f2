"""`carelint corpus`: what it writes and says, how it goes on, and what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from linter.cli import main
from linter.corpus import folder, linting, run
from linter.corpus.linting import Setup
from linter.errors import InputError
from linter.options import Options
from linter.run.progress import Progress
from tests.corpus_tools import OPTIONS, ROOT, SETUP, Watch, corpus, lines, parquet, parts, rows, table

QUICK = ("--syntax", "off", "--select", "claims", "--jobs", "1")


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return parquet(tmp_path / "archive.parquet", rows(35))


def refuse(*arguments: object) -> Any:
    raise AssertionError("a page was linted")


def test_it_says_what_there_is_and_findings_do_not_fail_it(capsys: pytest.CaptureFixture[str]) -> None:
    pages = rows(12)
    pages[3]["text"] = None
    pages[5]["text"] = "Nehmen Sie die Tabletten nicht ein, wenn Sie schwanger sind. Fragen Sie bitte Ihren Arzt. " * 4
    lines(Path("a.jsonl"), pages)
    assert main(["corpus", "a.jsonl", "--out", "out", *QUICK]) == 0
    said = capsys.readouterr()
    errors = sum(row["severity"] == "error" for row in table(Path("out"), "findings"))
    assert errors
    assert said.out.splitlines() == [
        f"10 pages linted: {errors} errors, 0 warnings, 0 suggestions",
        "1 page left alone: not in English",
        "The summary is out/summary.html",
    ]
    assert said.err == "carelint: 1 row was set aside; out/rejected says why\n"
    assert table(Path("out"), "rejected") == [{"id": "pages/00003", "row": 4, "reason": "has no text"}]


def test_a_source_without_a_page_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    parquet(Path("a.parquet"), [{**row, "format": "pdf"} for row in rows(3)])
    assert main(["corpus", "a.parquet", "--out", "out", *QUICK]) == 2
    assert capsys.readouterr().err == "carelint: 3 rows were set aside; out/rejected says why\n"


def test_parts_are_named_by_their_place_and_hold_the_tables(archive: Path) -> None:
    corpus(archive, Path("out"))
    names = [f"part-{number:06}.parquet" for number in range(4)]
    assert list(parts(Path("out"))) == [*(f"findings/{name}" for name in names), *(f"pages/{name}" for name in names)]
    assert [row["id"] for row in table(Path("out"), "pages")] == [row["id"] for row in rows(35)]
    written = pq.ParquetFile("out/findings/part-000000.parquet").metadata
    assert written.row_group(0).column(0).compression == "ZSTD"


def test_the_manifest_says_what_was_read_and_how(archive: Path) -> None:
    totals = corpus(archive, Path("out"))
    there = json.loads(Path("out/manifest.json").read_text("utf-8"))
    assert there["schema"] == "carelint/corpus@1"
    assert (there["source"]["kind"], there["source"]["name"]) == ("parquet", "archive.parquet")
    assert there["conditions"]["select"] == list(OPTIONS.select)
    assert there["conditions"]["day"] == date.today().isoformat()
    assert there["totals"] == {name: getattr(totals, name) for name in totals.__struct_fields__}
    assert str(archive.parent) not in Path("out/manifest.json").read_text("utf-8")


def test_a_run_that_stopped_goes_on_and_lints_nothing_twice(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus(archive, Path("out"), progress=Watch(stop, after=20))
    assert sorted(os.listdir("out/pages")) == ["part-000000.parquet", "part-000001.parquet"]
    (Path("out/findings") / ".carelint-0123.tmp").write_bytes(b"half")  # what a kill leaves
    Path("out/findings/part-000002.parquet").write_bytes(b"of a part whose pages were not written")
    linted: list[int] = []
    real = linting.lint_table
    monkeypatch.setattr(
        "linter.corpus.teams.lint_table", lambda pages, setup: linted.append(pages.num_rows) or real(pages, setup)
    )
    corpus(archive, Path("out"))
    assert linted == [10, 5]
    corpus(archive, Path("whole"))
    assert parts(Path("out")) == parts(Path("whole"))


def test_a_run_that_is_complete_is_not_done_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = corpus(archive, Path("out"))
    Path("out/summary.html").unlink()
    monkeypatch.setattr("linter.corpus.teams.lint_table", refuse)
    assert corpus(archive, Path("out")) == first
    assert Path("out/summary.html").exists()


@pytest.mark.parametrize("name", ["pages", "findings", "rejected"])
@pytest.mark.parametrize("is_complete", [True, False])
def test_a_part_that_is_damaged_is_said_and_can_be_made_anew(archive: Path, name: str, is_complete: bool) -> None:
    source = lines(archive.with_name("in.jsonl"), [{"id": "no-text"}, *rows(12)])
    corpus(source, Path("o"))
    whole = parts(Path("o"))
    part = Path("o", name, "part-000000.parquet")
    part.write_bytes(part.read_bytes()[:100])
    if not is_complete:
        manifest = json.loads(Path("o/manifest.json").read_text())
        Path("o/manifest.json").write_text(json.dumps({**manifest, "totals": None}))
    with pytest.raises(
        InputError, match=rf"o/{name}/part-000000.parquet: this part of the run cannot be read; take pages/part-0"
    ):
        corpus(source, Path("o"))
    Path("o/pages/part-000000.parquet").unlink()
    corpus(source, Path("o"))
    assert parts(Path("o")) == whole


def test_it_goes_on_with_the_day_of_the_first_run(archive: Path) -> None:
    then = Setup(options=Options(select=("claims",), syntax="off", today=date(2025, 2, 3)))
    corpus(archive, Path("out"), setup=then)
    now = Setup(options=Options(select=("claims",), syntax="off"))
    corpus(archive, Path("out"), setup=now)
    assert json.loads(Path("out/manifest.json").read_text("utf-8"))["conditions"]["day"] == "2025-02-03"
    corpus(archive, Path("out"), setup=now, restart=True)
    assert json.loads(Path("out/manifest.json").read_text("utf-8"))["conditions"]["day"] == date.today().isoformat()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"rows": 11}, "out: holds a run under another batch; --restart begins anew"),
        ({"setup": Setup(options=OPTIONS, format="html")}, "out: holds a run under another format; --restart"),
        (
            {"setup": Setup(options=Options(select=("claims",), syntax="off"))},
            "out: holds a run under another select; --restart",
        ),
        ({"columns": "publisher=id"}, "out: holds a run over another source, or one that has changed since; --restart"),
    ],
)
def test_another_source_or_other_conditions_are_refused(archive: Path, changed: dict[str, Any], message: str) -> None:
    corpus(archive, Path("out"))
    before = parts(Path("out"))
    with pytest.raises(InputError) as problem:
        corpus(archive, Path("out"), **changed)
    assert str(problem.value).startswith(message)
    assert parts(Path("out")) == before


def test_a_wrong_call_does_not_stand_in_the_way_of_the_right_one(archive: Path) -> None:
    source = lines(archive.with_name("in.jsonl"), [{"url": "a", "text": "# Knees"}])
    with pytest.raises(InputError, match="has no ‘id’"):
        corpus(source, Path("o"))
    assert corpus(source, Path("o"), columns="id=url").pages == 1


def test_restart_throws_away_what_a_run_wrote_and_nothing_else(archive: Path) -> None:
    pages = rows(60)
    pages[55]["text"] = None
    corpus(parquet(Path("other.parquet"), pages), Path("out"))
    Path("out/notes.txt").write_text("mine", "utf-8")
    corpus(archive, Path("out"), restart=True)
    corpus(archive, Path("new"))
    assert parts(Path("out")) == parts(Path("new"))
    assert Path("out/notes.txt").read_text("utf-8") == "mine"


def test_other_rules_are_other_conditions(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus(archive, Path("out"))
    monkeypatch.setattr(linting.digests, "code_digest", lambda **_: "another")
    monkeypatch.setattr(linting, "_linters", {})
    with pytest.raises(InputError, match="under another carelint, rules or parser"):
        corpus(archive, Path("out"))


def test_a_folder_that_cannot_be_read_is_named_and_what_is_beside_it_is_linted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("site/a.md", "site/shut/b.md", "site/z.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Rest.\n", "utf-8")
    scan = os.scandir

    def scandir(path: Any) -> Any:
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    site, out = str(tmp_path / "site"), str(tmp_path / "out")
    for _ in range(2):
        assert main(["corpus", site, "--out", out, "--syntax", "off"]) == 2
        said = capsys.readouterr()
        assert said.out.startswith("2 pages linted")
        assert f"{site}/shut: cannot be read: Permission denied; what is in it was left out" in said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.parquet", "--out", "out"], "missing.parquet: there is no such file or folder"),
        (["archive.parquet", "--out", "archive.parquet"], "archive.parquet: is not a folder"),
        (["archive.parquet", "--out", "full"], "full: is not empty, and no corpus run is in it; name another folder"),
        (["archive.parquet", "--out", "full", "--restart"], "full: is not empty, and no corpus run is in it"),
        (["archive.parquet", "--out", "torn"], "torn/manifest.json: cannot be read: "),
        (
            ["archive.parquet", "--out", "out", "--columns", "id=url"],
            "archive.parquet: has no column ‘url’; it has id, text, format",
        ),
        (["archive.parquet", "--out", "out", "--profile", "none"], "options: no profile is called ‘none’"),
        (["archive.parquet", "--out", "out", "--select", "none"], "options: no rule"),
        ([".", "--out", "out"], "out: is inside what is to be linted; name a folder outside it"),
        (["page.md", "--out", "out"], "page.md: is a single page; run carelint check on it, or name its folder"),
        (["data.csv", "--out", "out"], "data.csv: is no corpus; expected .parquet, .pq, .jsonl"),
        (["empty.jsonl", "--out", "out"], "empty.jsonl: holds no page"),
        (["empty", "--out", "out"], "empty: holds no page"),
    ],
)
def test_a_wrong_call_is_one_clear_line_and_exit_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("full/notes.txt", "torn/manifest.json", "page.md", "data.csv", "empty.jsonl", "empty/notes.csv"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("", "utf-8")
    assert main(["corpus", *arguments, "--syntax", "off"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"carelint: {message}")
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.mark.parametrize("name", ["pyarrow", "distributed"])
def test_a_missing_package_is_named_with_what_to_install(name: str, tmp_path: Path) -> None:
    ask = f"import sys; sys.modules[{name!r}] = None; from linter.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [
        sys.executable,
        "-c",
        ask,
        "corpus",
        "archive.parquet",
        "--out",
        "out",
        "--scheduler",
        "tcp://127.0.0.1:9",
        *QUICK[:4],
    ]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    said = f"carelint: corpus: needs {name}, which is not installed; run: pip install 'carelint[corpus]'\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_a_scheduler_that_is_not_there_is_said(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.corpus.cluster._PATIENCE", 0.2)
    with pytest.raises(InputError, match=r"^tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        corpus(archive, Path("out"), scheduler="tcp://127.0.0.1:9")


def test_a_disk_that_is_full_ends_the_run_and_the_next_goes_on(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    replace = folder.writing.replace

    def full(file: Path, content: bytes) -> bool:
        written.append(file)
        if len(written) > 4:
            raise OSError(28, "No space left on device", str(file))
        return replace(file, content)

    with monkeypatch.context() as patch:
        patch.setattr(folder.writing, "replace", full)
        with pytest.raises(InputError, match=r"^out/pages/.*: cannot be written: No space left on device"):
            corpus(archive, Path("out"))
    corpus(archive, Path("out"))
    corpus(archive, Path("whole"))
    assert parts(Path("out")) == parts(Path("whole"))


def test_few_pages_start_no_process(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "cores", lambda: 4)
    monkeypatch.setattr("linter.corpus.teams.Processes", refuse)
    assert corpus(archive, Path("out"), jobs=0, rows=500).pages == 35
    with pytest.raises(AssertionError):
        corpus(archive, Path("more"), jobs=0, rows=10)


def test_the_configuration_is_the_nearest_to_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site/clinic").mkdir(parents=True)
    Path("site/clinic/a.md").write_text("# Gel\n\nOur gel cures arthritis.\n", "utf-8")
    Path("site/carelint.toml").write_text('[[overrides]]\npaths = ["clinic/**"]\ntype = "supplement"\n', "utf-8")
    assert main(["corpus", "site", "--out", "out", *QUICK]) == 0
    assert [(row["id"], row["page_type"], row["type_from"]) for row in table(Path("out"), "pages")] == [
        ("clinic/a.md", "supplement", "config")
    ]


def test_progress_is_told_in_pages_whether_they_were_done_before(archive: Path) -> None:
    told: list[tuple[int, int]] = []

    class Tells(Progress):
        def __call__(self, done: int, total: int) -> None:
            told.append((done, total))

    corpus(archive, Path("out"), progress=Tells(quiet=True))
    assert told == [(0, 35), (10, 35), (20, 35), (30, 35), (35, 35)]
    told.clear()
    corpus(lines(Path("a.jsonl"), rows(12)), Path("lines"), progress=Tells(quiet=True))
    assert told == [(0, 0), (10, 0), (12, 0)]


def test_no_more_batches_are_read_than_can_be_at_work(archive: Path) -> None:
    from linter.corpus import sources, teams

    read: list[int] = []
    source = sources.source(archive, sources.columns(""), SETUP.config, Path("out"))

    def counted() -> Any:
        for batch in sources.batches(source, 1, lambda number: False):
            read.append(batch.number)
            yield batch

    class Slow:
        most = 0

        def __init__(self) -> None:
            self.at_work: list[Any] = []

        def width(self) -> int:
            return 3

        def start(self, pages: Any) -> int:
            self.at_work.append(pages)
            self.most = max(self.most, len(self.at_work))
            return read[-1]

        def wait(self, handles: list[int]) -> list[int]:
            return handles[-1:]

        def result(self, handle: int) -> Any:
            return linting.lint_table(self.at_work.pop(), SETUP)

        def stop(self) -> None:
            pass

    team = Slow()
    ahead = [len(read) - done for done, _ in enumerate(teams.together(counted(), team), 1)]
    assert (team.most, len(read)) == (3, 35)
    assert max(ahead) <= 3
