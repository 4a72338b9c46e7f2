"""The output formats, each checked by its own schema or by a program that reads it, and by what people see."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import junitparser
import msgspec
import pytest
import xmlschema
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver
from hypothesis import given
from hypothesis import strategies as st

from linter.findings import Edit, Finding, Report, Severity, Suppressed
from linter.reporters import Failure, Result, Style, rdjson, sarif
from linter.reporters import json as plain_json
from linter.reporters.github import _data, _property
from linter.reporters.places import Lines
from linter.reporters.xml import Element, element, write
from linter.run.output import REPORT_FORMATS
from linter.store.packing import PackedReports, PackedTexts
from linter.version import VERSION
from tests.format_tools import DATA, FORMATS, sample, shown

SCHEMAS = Path(__file__).parent / "schemas"
SNAPSHOTS = DATA / "snapshots"
SUFFIXES = {"sarif": "sarif", "github": "txt", "text": "txt", "junit": "xml", "checkstyle": "xml"}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Result]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("sample")  # outside of any repository
        shutil.copytree(DATA, folder, dirs_exist_ok=True)
        patch.chdir(folder)
        yield sample()


def page_of(result: Result, name: str) -> Report:
    return next(report for report in result.linted if report.path == name)


def only(result: Result, *reports: Report, failures: tuple[Failure, ...] = ()) -> Result:
    """The same run over other pages."""
    return msgspec.structs.replace(result, linted=PackedReports(reports), skipped=(), failures=failures)


def findings_of(result: Result) -> list[Finding]:
    return [finding for report in result.linted for finding in report.findings]


def test_every_format_that_can_be_asked_for_has_a_module_and_every_module_can_be_asked_for() -> None:
    assert sorted(REPORT_FORMATS) == FORMATS


def test_the_sample_has_all_that_a_format_has_to_show(result: Result) -> None:
    assert {finding.severity for finding in findings_of(result)} == set(Severity)
    assert {finding.fix.safe for finding in findings_of(result) if finding.fix} == {True, False}
    assert any(finding.related for finding in findings_of(result))
    assert [len(report.suppressed) for report in result.linted] == [1, 0]
    assert [report.path for report in result.skipped] == ["pages/es.html"]
    assert [failure.path for failure in result.failures] == ["pages/gone.md"]


@pytest.mark.parametrize("format", sorted({*FORMATS} - {"html"}))
def test_a_format_reads_as_it_should(format: str, result: Result) -> None:
    """To take over a change that is meant: delete the file and run this test twice."""
    file = SNAPSHOTS / f"{format}.{SUFFIXES.get(format, 'json')}"
    made = shown(format, result, explain=True, statistics=True).replace(VERSION, "VERSION")
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, "utf-8")
        pytest.fail(f"{file.name} was not there and is written anew: look at it")
    assert made == file.read_text("utf-8")


# -- page by page ------------------------------------------------------------------------------


class _Watched(PackedReports):
    """Notes how much of a report is written whenever a page is asked for."""

    def __init__(self, reports: list[Report], out: StringIO) -> None:
        super().__init__(reports)
        self.out = out
        self.written: list[int] = []

    def __iter__(self) -> Iterator[Report]:
        for report in super().__iter__():
            self.written.append(self.out.tell())
            yield report


@pytest.mark.parametrize("format", sorted({*FORMATS} - {"html"}))
def test_each_page_is_written_before_the_next_is_asked_for(format: str, result: Result) -> None:
    page, source, out = page_of(result, "pages/visit.md"), result.sources.get("pages/visit.md"), StringIO()
    paths = [f"pages/{number}.md" for number in range(100, 200)]
    pages = _Watched([msgspec.structs.replace(page, path=path) for path in paths], out)
    many = msgspec.structs.replace(result, linted=pages, gates=(), sources=PackedTexts(dict.fromkeys(paths, source)))
    import_module(f"linter.reporters.{format}").render(many, out, Style())
    (share,) = {after - before for before, after in pairwise(pages.written[-99:])}  # in a round before, pages may be counted
    assert 0 < share < 10_000


PLAIN = st.recursive(
    st.none() | st.integers(0, 9) | st.text(st.sampled_from('a"[]{},: \\\n\ud800##'), max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from("abc"), inside, max_size=3),
    max_leaves=8,
)


@given(PLAIN, st.lists(PLAIN, max_size=4))
def test_json_that_is_written_item_by_item_is_the_same_as_written_at_once(other: Any, items: list[Any]) -> None:
    def both(around: Callable[[list[Any]], Any], name: str) -> tuple[str, str]:
        out = StringIO()
        plain_json.write(around([]), name, iter(items), out)
        return out.getvalue(), plain_json.text(around(items))

    written, at_once = both(lambda items: {"x": '"items": [', "y": [{"items": items, "z": other}], "w": [other]}, "items")
    assert written == at_once
    written, at_once = both(lambda items: items, "")
    assert written == at_once


@pytest.mark.parametrize("count", [0, 1, 3])
def test_xml_that_is_written_child_by_child_is_the_same_as_written_at_once(count: int) -> None:
    def children(parent: Element | None) -> Iterator[Element]:
        for number in range(count):
            child = element(parent, "child", {"number": number})
            for _ in range(number):
                element(element(child, "inside", text="a\nb"), "alone")
            yield child

    root, out = element(None, "root", {"name": '" />'}), StringIO()
    write(root, children(None), out)
    assert len(list(children(root))) == count
    ElementTree.indent(root)
    assert out.getvalue() == f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


# -- SARIF -------------------------------------------------------------------------------------


def sarif_of(result: Result) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(shown("sarif", result))
    jsonschema.validate(made, json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))
    return made["runs"][0]  # type: ignore[no-any-return]


def test_sarif_fits_its_schema_and_says_who_made_it(result: Result) -> None:
    run = sarif_of(result)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("carelint", VERSION)
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_explains_each_rule_that_spoke(result: Result) -> None:
    rules = sarif_of(result)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["house/always-open", "house/in-order-to", "house/old-name"]
    named = rules[2]
    assert named["helpUri"] == "https://hilltop.example/style#names"
    assert "**Why it matters.** People look for the name" in named["help"]["markdown"]
    assert "People look for the name" in named["help"]["text"]
    assert "helpUri" not in rules[0]


def test_sarif_regions_are_the_places_of_the_findings(result: Result) -> None:
    run = sarif_of(result)
    source = result.sources.get("pages/visit.md")
    spoken = [one for one in run["results"] if "suppressions" not in one]
    assert len(spoken) == len(findings_of(result))
    for made, finding in zip(spoken, findings_of(result), strict=True):
        region = made["locations"][0]["physicalLocation"]["region"]
        at = region["charOffset"]
        assert source[at : at + region["charLength"]] == finding.text == region["snippet"]["text"]
        assert (region["startLine"], region["startColumn"]) == (finding.line, finding.column)
        assert (region["endLine"], region["endColumn"]) == (finding.end_line, finding.end_column)
        assert run["tool"]["driver"]["rules"][made["ruleIndex"]]["id"] == made["ruleId"] == finding.rule
        assert made["partialFingerprints"] == {"carelintFingerprint/v1": finding.fingerprint}


def test_sarif_fixes_make_the_edits(result: Result) -> None:
    source = result.sources.get("pages/visit.md")
    fixed = [
        (made, finding) for made, finding in zip(sarif_of(result)["results"], findings_of(result), strict=False) if finding.fix
    ]
    assert len(fixed) == 2
    for made, finding in fixed:
        (change,) = made["fixes"][0]["artifactChanges"]
        assert change["artifactLocation"]["uri"] == "pages/visit.md"
        edits = [
            Edit(one["deletedRegion"]["charOffset"], one["deletedRegion"]["charOffset"] + one["deletedRegion"]["charLength"], one["insertedContent"]["text"])
            for one in change["replacements"]
        ]  # fmt: skip
        assert finding.fix is not None
        assert tuple(edits) == finding.fix.edits
        assert made["fixes"][0]["description"]["text"].startswith("A safe" if finding.fix.safe else "An edit to look at")
        assert source[edits[0].start : edits[0].end] == finding.text


def test_sarif_says_what_was_held_back_and_what_was_not_read(result: Result) -> None:
    run = sarif_of(result)
    (held,) = [one for one in run["results"] if "suppressions" in one]
    assert held["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "the night line is real on this page"}
    ]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = {note["descriptor"]["id"]: note for note in invocation["toolExecutionNotifications"]}
    assert notes["carelint/unreadable"]["level"] == "error"
    assert "language es" in notes["carelint/not-linted"]["message"]["text"]


def test_sarif_takes_odd_paths_and_no_page_at_all(result: Result) -> None:
    assert sarif.artifact("a:b/50% off #1 é.md") == {"uri": "a%3Ab/50%25%20off%20%231%20%C3%A9.md", "uriBaseId": "%SRCROOT%"}
    assert sarif.artifact("/elsewhere/a b.md") == {"uri": "file:///elsewhere/a%20b.md"}
    assert sarif_of(only(result))["results"] == []


def test_nothing_in_a_sarif_message_reads_as_a_link_or_a_gap(result: Result) -> None:
    page = page_of(result, "pages/visit.md")
    finding = msgspec.structs.replace(page.findings[0], message="See [our page](1) and {0} and [this] {x}.", suggestion=None)
    report = msgspec.structs.replace(page, findings=(finding,), suppressed=(Suppressed("gone/rule", 3, "why", "baseline"),))
    run = sarif_of(only(result, report))
    assert run["results"][0]["message"]["text"] == r"See \[our page](1) and {{0}} and [this] {x}."
    assert run["results"][1]["suppressions"][0]["kind"] == "external"


# -- places, for any text ------------------------------------------------------------------------

TEXT = st.text(st.sampled_from("ab é👂\n\r\u2028\ufeff‘"), max_size=30)


@given(TEXT, st.data())
def test_rdjson_columns_count_the_bytes_of_a_line(source: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(source)))
    line, column = Lines(source).byte_place(offset)
    lines = source.encode().split(b"\n")
    before = b"\n".join([*lines[: line - 1], lines[line - 1][: column - 1]])
    assert before.decode() == source[:offset]


@given(TEXT, st.data())
def test_the_suggestion_of_rdjson_does_what_its_edits_do(source: str, data: st.DataObject) -> None:
    cuts = sorted(
        data.draw(st.lists(st.integers(0, len(source)), min_size=2, max_size=6).filter(lambda cuts: len(cuts) % 2 == 0))
    )
    edits = tuple(Edit(start, end, data.draw(TEXT)) for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    wanted = source
    for edit in reversed(edits):
        wanted = wanted[: edit.start] + edit.text + wanted[edit.end :]
    made = rdjson._suggestion(edits, Lines(source))
    start, end = (_offset(made["range"][which], source.encode()) for which in ("start", "end"))
    assert source.encode()[:start] + made["text"].encode() + source.encode()[end:] == wanted.encode()


def _offset(place: dict[str, int], source: bytes) -> int:
    return sum(len(line) + 1 for line in source.split(b"\n")[: place["line"] - 1]) + place["column"] - 1


@given(TEXT, st.data())
def test_the_line_and_column_of_a_sarif_region_are_those_of_its_offsets(source: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(source)))
    line, column = Lines(source).place(offset)
    lines = source.split("\n")
    assert "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]]) == source[:offset]


# -- reviewdog, GitLab, Checkstyle, JUnit --------------------------------------------------------


def closed(schema: Any) -> Any:
    """The schema with no room for keys that it does not know."""
    if isinstance(schema, dict):
        made = {key: closed(value) for key, value in schema.items()}
        return {**made, "additionalProperties": False} if "properties" in made and "type" in made else made
    return [closed(value) for value in schema] if isinstance(schema, list) else schema


def test_rdjson_fits_its_schema_and_holds_no_key_that_is_not_in_it(result: Result) -> None:
    made = json.loads(shown("rdjson", result))
    jsonschema.validate(made, closed(json.loads((SCHEMAS / "rdjson.json").read_text("utf-8"))))
    paths = [(one["location"]["path"], one["severity"]) for one in made["diagnostics"]]
    assert paths[:2] == [("pages/gone.md", "ERROR"), ("pages/es.html", "WARNING")]
    suggested = [one["suggestions"][0]["text"] for one in made["diagnostics"] if "suggestions" in one]
    assert suggested == ["Hilltop Health Centre", "to"]  # of two places of the old name, the one on the line itself


def test_gitlab_gets_what_it_asks_for_and_no_fingerprint_twice(result: Result) -> None:
    page = page_of(result, "pages/visit.md")
    twin = msgspec.structs.replace(page, path="pages/twin.md")
    made = json.loads(shown("gitlab", msgspec.structs.replace(result, linted=PackedReports([*result.linted, twin]))))
    jsonschema.validate(made, json.loads((SCHEMAS / "gitlab-codequality.json").read_text("utf-8")))
    assert len({one["fingerprint"] for one in made}) == len(made) == 2 + 2 * len(page.findings)
    assert made[0]["severity"] == "blocker"
    again = json.loads(shown("gitlab", result))
    assert [one for one in made if one["location"]["path"] != "pages/twin.md"] == again


def test_checkstyle_is_read_by_diff_quality(result: Result) -> None:
    read = CheckstyleXmlDriver().parse_reports([shown("checkstyle", result)])
    assert [(one.line, one.message.partition(": ")[2]) for one in read["pages/visit.md"]] == [
        (finding.line, message)
        for finding, message in zip(
            findings_of(result), [one["message"] for one in json.loads(shown("rdjson", result))["diagnostics"][2:]], strict=True
        )
    ]
    assert len(read["pages/gone.md"]) == len(read["pages/es.html"]) == 1
    names = [file.get("name") for file in ElementTree.fromstring(shown("checkstyle", result))]
    assert "pages/wash.html" in names


def test_junit_fits_the_schema_of_jenkins_and_is_read_by_junitparser(result: Result) -> None:
    made = shown("junit", result)
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(made)
    suites = junitparser.JUnitXml.fromstring(made.encode())
    assert (suites.tests, suites.failures, suites.errors) == (len(findings_of(result)) + 3, 1, 1)
    cases = {suite.name: list(suite) for suite in suites}
    assert [case.is_passed for case in cases["pages/wash.html"]] == [True]
    assert [case.is_skipped for case in cases["pages/es.html"]] == [True]
    (failure,) = [one for case in cases["pages/visit.md"] for one in case.result]
    assert failure.type == "error"
    assert "Standard: Hilltop style guide, Names, 2026" in failure.text


@pytest.mark.parametrize(("fail_on", "failures"), [("never", 0), ("error", 1), ("warning", 3), ("suggestion", 4)])
def test_junit_fails_what_fails_the_run(fail_on: str, failures: int, result: Result) -> None:
    assert junitparser.JUnitXml.fromstring(shown("junit", result, fail_on=fail_on).encode()).failures == failures


@pytest.mark.integration
@pytest.mark.parametrize("format", ["rdjson", "checkstyle", "sarif"])
def test_reviewdog_reads_it(format: str, result: Result) -> None:
    reviewdog = shutil.which("reviewdog")
    if reviewdog is None:
        pytest.skip("reviewdog is not installed")
    ran = subprocess.run(
        [reviewdog, f"-f={format}", "-reporter=local", "-filter-mode=nofilter", "-diff=true"],
        input=shown(format, result), capture_output=True, text=True, cwd=DATA, check=True,
    )  # fmt: skip
    for finding in findings_of(result):
        assert finding.message in ran.stdout
    assert ran.stderr == ""


# -- GitHub ------------------------------------------------------------------------------------


def annotations(said: str, level: str) -> list[str]:
    return [line for line in said.split("\n") if line.startswith(f"::{level} ")]


def crowded(result: Result, errors: int) -> Result:
    page = page_of(result, "pages/visit.md")
    found = next(finding for finding in page.findings if finding.severity is Severity.ERROR)
    many = tuple(msgspec.structs.replace(found, line=number + 1, end_line=number + 1) for number in range(errors))
    return only(result, msgspec.structs.replace(page, findings=(*page.findings, *many)))


def test_errors_come_first_and_all_stand_in_the_log(result: Result) -> None:
    lines = shown("github", result).splitlines()
    levels = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert levels == ["::error"] * 2 + ["::warning"] * 3 + ["::notice", "::group::carelint:", "::endgroup::"]
    group = lines[lines.index("::group::carelint: 2 errors, 3 warnings, 1 notice on 2 pages") + 1 : -1]
    assert len(group) == 6
    assert group[0] == "error pages/gone.md carelint/unreadable: pages/gone.md: there is no such file or folder"


@pytest.mark.parametrize("errors", [8, 9, 10, 40, 200])
def test_no_error_is_lost_to_the_limit_of_ten(errors: int, result: Result) -> None:
    said = shown("github", crowded(result, errors))
    shown_errors = annotations(said, "error")
    assert len(shown_errors) == min(10, errors + 1)
    assert sum(line.startswith("error ") for line in said.splitlines()) == errors + 1
    if errors + 1 > 10:
        rest = errors + 1 - 9
        assert f"title=carelint%3A {rest} more errors::" in shown_errors[-1]
        assert shown_errors[-1].count("pages/visit.md:") == min(rest, 60)
        assert (f"and {rest - 60} more, all in the log of this step" in shown_errors[-1]) == (rest > 60)


def test_a_note_over_several_lines_has_no_columns(result: Result) -> None:
    page = page_of(result, "pages/visit.md")
    long = msgspec.structs.replace(page.findings[0], end_line=page.findings[0].line + 1)
    said = shown("github", only(result, msgspec.structs.replace(page, findings=(long,))))
    assert "endLine=8,title" in said


@given(st.text(st.sampled_from("a%0AaD,:25\n é"), max_size=30))
def test_what_is_escaped_for_github_is_unescaped_by_its_runner(text: str) -> None:
    data, value = _data(text), _property(text)
    assert "\n" not in data + value
    assert not set(":,") & set(value)
    wanted = text.replace("::", ":∶")
    assert unescaped(data, ("%0A", "\n"), ("%25", "%")) == wanted
    assert unescaped(value, ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")) == wanted


def unescaped(text: str, *pairs: tuple[str, str]) -> str:
    """As the runner does it: one token after the other, the percent sign last."""
    for escaped, character in pairs:
        text = text.replace(escaped, character)
    return text


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif"])
def test_paths_are_seen_from_the_top_of_the_repository(
    format: str, result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "site" / "en").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "site")
    report = msgspec.structs.replace(page_of(result, "pages/visit.md"), path="en/visit.md")
    made = shown(format, only(result, report, failures=(Failure("/elsewhere/x.md", "gone"),)))
    assert "site/en/visit.md" in made
    assert "/elsewhere/x.md" in made
