#!/usr/bin/env python3
"""Shows how many pages a second `carelint corpus` lints, with one worker and with more, and that its memory stays flat.

    python bench/corpus.py [--pages 200000] [--jobs 1,2] [--source parquet|jsonl] [--seed 1] [--work FOLDER] [--output FILE]

Pages are made up from a seed: Markdown, HTML and plain text of several types by many publishers, put together from paragraphs
of fixtures/pages and from sentences below, in which parts of the body, illnesses, medicines and numbers change. Each number of
workers lints all of them into a folder of its own, with the parser off unless --syntax says otherwise. Memory is what the run
and its workers hold together, looked at twice a second; what they share counts once for each.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import psutil
import pyarrow as pa
from processes import ROOT, machine, publish, table
from pyarrow import parquet

EVERY = 0.5  # seconds between two looks at the memory
STEPS = 10  # rows of the table of memory over time
ROWS = 1_000  # pages that are made and written at once
PUBLISHERS = [
    f"{name} {kind}"
    for name in "Ash Birch Cedar Elm Fir Hazel Larch Maple Oak Pine".split()
    for kind in "Clinic Trust Health Care".split()
]

CONDITIONS = "asthma|gout|migraine|eczema|anaemia|a hernia|sinusitis|type 2 diabetes|high blood pressure|a kidney stone".split(
    "|"
)
MEDICINES = "ibuprofen|amoxicillin|metformin|ramipril|warfarin|prednisolone|omeprazole|levothyroxine".split("|")
PARTS = "knee|hip|shoulder|back|wrist|ankle|chest|stomach|throat|ear".split("|")
PEOPLE = "your nurse|your doctor|a pharmacist|the ward team|your surgeon|the clinic".split("|")
HEADINGS = (
    "About this page|What it is|Symptoms|Causes|Tests|Treatment|Side effects|Risks|How to take it|Getting ready|Going home|"
    "When to get help"
).split("|")
PLAIN = """
You may feel pain in your {part} for {few} days.
Take {amount} mg of {medicine} every {hours} hours with food.
Call {person} if the pain in your {part} gets worse or does not stop after {few} days.
About {few} in {many} people with {condition} need to stay for {few} nights.
{person} will ask you about {condition} and about any {medicine} that you take.
Do not stop {medicine} before you have talked to {person}.
Most people with {condition} are back at work within {few} weeks, but it can take up to {many} weeks.
Keep the dressing on your {part} dry for {few} days and drink plenty of water.
Studies in {many} hospitals have looked at how {medicine} works in people who have {condition}.
If you have {condition} and a fever above 38 °C, call 911 or go to the emergency room.
""".strip().splitlines()
HARD = """
Your {part} was examined and the results were sent to {person}.
This is the best treatment for {condition} that you can find anywhere.
Patients with {condition} should be monitored for bradycardia and peripheral oedema.
Anticoagulant medication such as {medicine} may necessitate additional haematological investigation prior to the procedure.
The sterile, single-use instrument is inserted through a small incision in the {part} under local anaesthesia by {person}.
Our programme is guaranteed to cure {condition} in {few} weeks.
""".strip().splitlines()
KINDS = {
    "condition": "Living with {condition}",
    "procedure": "An operation on your {part}",
    "medicine": "Taking {medicine}",
    "reference": "A test of the {part}",
    "": "Help with {condition}",  # carelint has to guess
}


class Page(NamedTuple):
    """A row of the source."""

    id: str
    text: str
    format: str
    page_type: str
    publisher: str


class Look(NamedTuple):
    """What was seen of a run at one moment."""

    seconds: float
    pages: int
    memory: float  # MiB


class Measured(NamedTuple):
    """One run. `summing`: its last seconds, when all pages were linted."""

    jobs: int
    seconds: float
    summing: float
    words: int
    findings: int
    looks: list[Look]


# -- made-up pages -----------------------------------------------------------------------------


def fixture_paragraphs() -> list[str]:
    """Plain paragraphs of the sample pages."""
    paragraphs = []
    for file in sorted((ROOT / "fixtures" / "pages").glob("*.[mt][dx]*")):
        if file.suffix in (".md", ".txt"):
            text = re.sub(r"\A---\n.*?\n---\n", "", file.read_text("utf-8"), flags=re.DOTALL)
            paragraphs += [" ".join(part.split()) for part in text.split("\n\n")]
    return [one for one in paragraphs if len(one) > 80 and one[0].isalpha() and not re.search(r"[<>|*_`\[\]#]", one)]


def pages(count: int, seed: int) -> Iterator[Page]:
    """The same pages for the same seed."""
    chance, known = random.Random(seed), fixture_paragraphs()
    for number in range(count):
        yield _page(number, chance, known)


def _page(number: int, chance: random.Random, known: Sequence[str]) -> Page:
    kind, title = chance.choice(list(KINDS.items()))
    form = chance.choices(("md", "html", "txt"), (5, 4, 1))[0]
    sections = [
        (heading, [_paragraph(chance, known) for _ in range(chance.randint(1, 4))])
        for heading in chance.sample(HEADINGS, chance.randint(2, 7))
    ]
    text = {"md": _markdown, "html": _html, "txt": _text}[form](_filled(title, chance), sections)
    publisher = PUBLISHERS[int(chance.paretovariate(0.6)) % len(PUBLISHERS)]  # a few have most pages
    return Page(f"{publisher.lower().replace(' ', '-')}/{number:08}", text, form, kind, publisher)


def _paragraph(chance: random.Random, known: Sequence[str]) -> str:
    if chance.random() < 0.25:
        return chance.choice(known)
    return " ".join(
        _filled(chance.choice(HARD if chance.random() < 0.08 else PLAIN), chance) for _ in range(chance.randint(2, 5))
    )


def _filled(sentence: str, chance: random.Random) -> str:
    filled = sentence.format(
        part=chance.choice(PARTS),
        condition=chance.choice(CONDITIONS),
        medicine=chance.choice(MEDICINES),
        person=chance.choice(PEOPLE),
        few=chance.randint(2, 9),
        many=chance.randint(10, 99),
        amount=chance.choice((5, 10, 25, 50, 75, 100, 200, 250, 400, 500)),
        hours=chance.choice((4, 6, 8, 12)),
    )
    return filled[0].upper() + filled[1:]


def _markdown(title: str, sections: Sequence[tuple[str, list[str]]]) -> str:
    return "\n\n".join([f"# {title}", *(part for heading, inside in sections for part in (f"## {heading}", *inside))]) + "\n"


def _html(title: str, sections: Sequence[tuple[str, list[str]]]) -> str:
    inside = "".join(
        f"<h2>{heading}</h2>\n" + "".join(f"<p>{escape(one)}</p>\n" for one in parts) for heading, parts in sections
    )
    head = f'<!doctype html>\n<html lang="en"><head><title>{title}</title></head>\n'
    return f"{head}<body><main><h1>{title}</h1>\n{inside}</main></body></html>\n"


def _text(title: str, sections: Sequence[tuple[str, list[str]]]) -> str:
    return "\n\n".join([title.upper(), *(part for heading, inside in sections for part in (heading.upper(), *inside))]) + "\n"


def write(work: Path, source: str, count: int, seed: int) -> Path:
    """The made-up pages as one file, of which no more than a few are in memory."""
    made = pages(count, seed)
    if source == "jsonl":
        file = work / "pages.jsonl.gz"
        with gzip.open(file, "wt", encoding="utf-8", compresslevel=1) as out:
            out.writelines(json.dumps(page._asdict()) + "\n" for page in made)
        return file
    file = work / "pages.parquet"
    schema = pa.schema([(name, pa.string()) for name in Page._fields])
    with parquet.ParquetWriter(file, schema, compression="zstd") as out:
        while rows := [page._asdict() for _, page in zip(range(ROWS), made, strict=False)]:
            out.write_table(pa.Table.from_pylist(rows, schema))
    return file


# -- runs --------------------------------------------------------------------------------------


def measured(source: Path, out: Path, jobs: int, batch: int, python: str, syntax: str) -> Measured:
    """One run, looked at from outside until it ends."""
    command = [
        python,
        "-m",
        "linter",
        "corpus",
        str(source),
        "--out",
        str(out),
        "--jobs",
        str(jobs),
        "--batch",
        str(batch),
        "--quiet",
    ]
    looks: list[Look] = []
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        linted = 0.0
        process = psutil.Popen(
            [*command, "--syntax", syntax],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        while process.poll() is None:
            seconds, parts = time.perf_counter() - start, sum(1 for _ in out.glob("pages/part-*.parquet"))
            if not looks or parts * batch > looks[-1].pages:
                linted = seconds
            looks.append(Look(seconds, parts * batch, _memory(process)))
            time.sleep(EVERY)
        seconds = time.perf_counter() - start
        said.seek(0)
        if process.returncode:
            raise SystemExit(f"carelint failed with exit code {process.returncode}: {said.read()[-500:]}")
    whole = parquet.read_table(out / "summary" / "whole.parquet").to_pylist()[0]
    findings = whole["errors"] + whole["warnings"] + whole["suggestions"]
    return Measured(jobs, seconds, max(0.0, seconds - linted - EVERY), whole["words"], findings, looks)


def _memory(process: psutil.Popen) -> float:
    held = 0
    try:
        for one in (process, *process.children(recursive=True)):
            held += one.memory_info().rss
    except psutil.Error:  # one has just ended
        pass
    return held / 1024**2


def over_time(looks: Sequence[Look]) -> list[Look]:
    """The most that was held in each of some stretches of the run."""
    size = max(1, -(-len(looks) // STEPS))
    stretches = [looks[at : at + size] for at in range(0, len(looks), size)]
    return [Look(one[-1].seconds, one[-1].pages, max(look.memory for look in one)) for one in stretches]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--jobs", default="1,2", help="numbers of workers, a run for each")
    parser.add_argument("--batch", type=int, default=500, help="pages of one part")
    parser.add_argument("--source", choices=("parquet", "jsonl"), default="parquet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--syntax", default="off", help="as for carelint")
    parser.add_argument("--work", type=Path, help="a folder for pages and output, kept; a temporary one where none is given")
    parser.add_argument("--python", default=sys.executable, help="the Python that carelint's packages are in")
    parser.add_argument("--output", type=Path, help="a file for the tables; standard output where none is given")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temp:
        work = given.work or Path(temp)
        work.mkdir(parents=True, exist_ok=True)
        source = write(work, given.source, given.pages, given.seed)
        size = source.stat().st_size / 1e6
        print(f"{given.pages:,} pages in {source.name}, {size:,.1f} MB", file=sys.stderr)
        runs = []
        for jobs in map(int, given.jobs.split(",")):
            out = work / f"out-{jobs}"
            shutil.rmtree(out, ignore_errors=True)
            runs.append(measured(source, out, jobs, given.batch, given.python, given.syntax))
            print(f"{jobs} at work: {runs[-1].seconds:.0f} s", file=sys.stderr)
    parts = [
        f"{given.pages:,} made-up pages as {given.source}, {size:,.1f} MB; {machine()}; one run each.\n",
        *_tables(given.pages, runs),
    ]
    publish(parts, given.output)
    return 0


def _tables(count: int, runs: Sequence[Measured]) -> Iterator[str]:
    yield table(
        ("workers", "time", "pages a second", "words a second", "findings", "of that time, summing up", "peak memory"),
        [
            (
                f"{run.jobs}",
                f"{run.seconds:,.0f} s",
                f"{count / run.seconds:,.0f}",
                f"{run.words / run.seconds:,.0f}",
                f"{run.findings:,}",
                f"{run.summing:.1f} s",
                f"{max(look.memory for look in run.looks):,.0f} MiB",
            )
            for run in runs
        ],
    )
    for run in runs:
        yield f"Memory over time, {run.jobs} at work:\n"
        rows = [(f"{look.seconds:,.0f} s", f"{look.pages:,}", f"{look.memory:,.0f} MiB") for look in over_time(run.looks)]
        yield table(("until", "pages linted", "peak memory"), rows)


if __name__ == "__main__":
    sys.exit(main())
