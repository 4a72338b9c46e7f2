"""Many processes and Dask workers write what one process writes, byte for byte, whoever is killed meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from linter.corpus import linting, sources, teams
from linter.corpus.linting import Setup
from linter.options import Options
from tests.corpus_tools import DEADLY, OPTIONS, ROOT, Watch, corpus, lint_or_die, parquet, parts, rows, table

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def _this_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # for the processes that are started


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = rows(400)
    pages[33]["text"] = None
    pages[77]["format"] = "pdf"
    return parquet(tmp_path_factory.mktemp("archive") / "pages.parquet", pages)


@pytest.fixture(scope="module")
def alone(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("alone") / "out"
    totals = corpus(archive, out)
    assert (totals.batches, totals.pages, totals.rejected) == (40, 398, 2)
    return parts(out)


@pytest.fixture
def dask(_this_tree: None) -> Iterator[Any]:
    import distributed

    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        yield cluster


def pids(cluster: Any) -> set[int]:
    import distributed

    with distributed.Client(cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(2)  # type: ignore[no-untyped-call]
        return set(client.run(os.getpid).values())  # type: ignore[no-untyped-call]


def children() -> set[int]:
    import multiprocessing

    return {process.pid for process in multiprocessing.active_children() if process.pid}


def test_processes_write_what_one_writes(archive: Path, alone: dict[str, bytes], tmp_path: Path) -> None:
    corpus(archive, tmp_path / "out", jobs=2)
    assert parts(tmp_path / "out") == alone


def test_a_process_that_is_killed_loses_and_doubles_nothing(archive: Path, alone: dict[str, bytes], tmp_path: Path) -> None:
    killed: list[int] = []

    def kill() -> None:
        killed.append(min(children()))
        os.kill(killed[0], signal.SIGKILL)

    corpus(archive, tmp_path / "out", jobs=2, progress=Watch(kill))
    assert killed
    assert parts(tmp_path / "out") == alone
    assert not children()


def test_a_page_that_kills_its_process_is_set_aside_and_no_other(tmp_path: Path) -> None:
    pages = rows(60)
    pages[25]["text"] += DEADLY
    pages[26]["id"] = pages[24]["id"]  # a double stays one when rows are looked at one by one
    file = parquet(tmp_path / "pages.parquet", pages)
    setup = linting.prepared(Setup(options=OPTIONS))
    source = sources.source(file, sources.columns(""), setup.config, tmp_path / "out")
    team = teams.Processes(2, setup, lint_or_die)
    made = sorted(
        teams.together(sources.batches(source, 10, lambda number: False), team),
        key=lambda part: part.batch.number,
    )
    aside = [row for part in made if part.linted for row in part.linted.rejected.to_pylist()]
    assert [(row["row"], row["reason"].partition(",")[0]) for row in aside] == [
        (26, "a process died of it twice"),
        (27, "its id stands in row 25 already"),
    ]
    linted = [row["id"] for part in made if part.linted for row in part.linted.pages.to_pylist()]
    assert linted == [page["id"] for number, page in enumerate(pages) if number not in (25, 26)]


def test_dask_workers_write_what_one_process_writes(archive: Path, alone: dict[str, bytes], tmp_path: Path, dask: Any) -> None:
    corpus(archive, tmp_path / "out", scheduler=dask.scheduler_address)
    assert parts(tmp_path / "out") == alone


def test_a_dask_worker_that_is_killed_loses_and_doubles_nothing(
    archive: Path, alone: dict[str, bytes], tmp_path: Path, dask: Any
) -> None:
    before = pids(dask)
    corpus(
        archive,
        tmp_path / "out",
        scheduler=dask.scheduler_address,
        progress=Watch(lambda: os.kill(min(before), signal.SIGKILL), after=60),
    )
    assert parts(tmp_path / "out") == alone
    assert pids(dask) != before


def test_a_page_that_kills_dask_workers_is_set_aside(tmp_path: Path, dask: Any) -> None:
    from linter.corpus.cluster import Cluster

    pages = rows(20)
    pages[5]["text"] += DEADLY
    file = parquet(tmp_path / "pages.parquet", pages)
    setup = linting.prepared(Setup(options=OPTIONS))
    source = sources.source(file, sources.columns(""), setup.config, tmp_path / "out")
    team = Cluster(dask.scheduler_address, setup, lint_or_die)
    made = [part.linted for part in teams.together(sources.batches(source, 4, lambda number: False), team) if part.linted]
    assert sum(one.pages.num_rows for one in made) == 19
    assert [row["row"] for one in made for row in one.rejected.to_pylist()] == [6]


def test_a_cluster_whose_workers_stay_away_ends_the_run(archive: Path, dask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from linter.corpus import cluster
    from linter.errors import InputError

    monkeypatch.setattr(cluster, "_LOOK_AGAIN", 0.2)
    monkeypatch.setattr(cluster, "_GONE", 0.5)
    setup = linting.prepared(Setup(options=OPTIONS))
    source = sources.source(archive, sources.columns(""), setup.config, archive.parent / "out")
    team = cluster.Cluster(dask.scheduler_address, setup, lint_or_die)
    dask.scale(0)
    with pytest.raises(InputError, match="has had no workers for a while"):
        list(teams.together(sources.batches(source, 100, lambda number: False), team))


def test_a_worker_with_other_rules_ends_the_run(archive: Path, dask: Any) -> None:
    from linter.corpus.cluster import Cluster
    from linter.errors import InputError

    setup = Setup(options=OPTIONS, build="another")
    source = sources.source(archive, sources.columns(""), setup.config, archive.parent / "out")
    with pytest.raises(InputError, match="worker: has another carelint"):
        list(teams.together(sources.batches(source, 100, lambda number: False), Cluster(dask.scheduler_address, setup)))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_killed_goes_on_where_it_stopped(
    archive: Path, alone: dict[str, bytes], tmp_path: Path, jobs: str
) -> None:
    command = [sys.executable, "-m", "linter", "corpus", str(archive), "--out", "out", "--batch", "10", "--jobs", jobs]
    command += ["--syntax", "off", *(word for name in OPTIONS.select for word in ("--select", name))]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        finished = tmp_path / "out" / "pages"
        end = time.monotonic() + 60
        while len(list(finished.glob("part-*"))) < 3 and time.monotonic() < end:
            time.sleep(0.005)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    before = {file.name: file.stat().st_mtime_ns for file in finished.glob("part-*")}
    assert 3 <= len(before) < 40
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "398 pages linted" in done.stdout
    assert parts(tmp_path / "out") == alone
    assert {name: (finished / name).stat().st_mtime_ns for name in before} == before


def test_spark_lints_with_the_same_function(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, is_there in (("pyspark", find_spec("pyspark")), ("Java", shutil.which("java"))):
        if not is_there:
            missing = f"{name} is not installed"
            pytest.fail(missing) if os.environ.get("CARELINT_SPARK") == "required" else pytest.skip(missing)
    from pyspark import sql

    from tests.test_docs_corpus import spark_examples

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    out = tmp_path / "linted"
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        spark_examples(str(archive), str(out))
    finally:
        session.stop()
    found = [row for file in out.glob("*.parquet") for row in pq.read_table(file).to_pylist()]
    corpus(archive, tmp_path / "out", setup=Setup(options=Options(profile="us-default")))
    pages = {row["id"]: row for row in found if row["rejected"] is None}
    assert {name: len(row["findings"]) for name, row in pages.items()} == {
        row["id"]: row["errors"] + row["warnings"] + row["suggestions"] for row in table(tmp_path / "out", "pages")
    }
    assert sum(row["rejected"] is not None for row in found) == 2
