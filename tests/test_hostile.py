"""A page that means harm goes through every format as data: it drives no terminal and no build, and adds no markup.

A new format joins by itself: its module in linter/reporters is found by its `render`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import Linter
from linter.findings import Edit, Finding, Fix, Related, Report, Severity, Standard, Suppressed
from linter.reporters import Failure, Result
from linter.reporters.plain import in_json, in_markdown, safe
from linter.rulefile import Example, Examples
from linter.store.packing import PackedReports, PackedTexts
from tests.format_tools import FORMATS, shown

ROOT = Path(__file__).parent.parent
# One of each, by what it would harm.
HOSTILE = {
    "terminal": "a\x1b[31mred\x1b]0;title\x07\x9b2J\x7f\b",
    "reading order": "a\u202egnorw\u202c\u2066x\u2069\u200f\u061c",
    "workflow command": "a\n::error file=x,line=1::owned%0A::set-output name=x::y\r\n  ::stop-commands::z",
    "old workflow command": "##[error]owned ##[set-env name=PATH]x ##vso[task.setvariable variable=a]b ##teamcity[message text='x']",
    "escape of a command": "100%0A%0D%25%3A%2C::error::",
    "HTML": "</script><script>hostile()</script><img src=x onerror=hostile()></title></style></textarea>\"'><b>",
    "CDATA and comment": "]]> --> <!-- <![CDATA[ x ]]> <?xml version='1.0'?> &lt; &#0; &hostile; --!>",
    "Markdown": "[a](1) {0} `x` ``` | [x](javascript:hostile()) ![x](https://x.invalid/a.png)",
    "NUL": "a\0b\x01c\ufffe\uffffd",
    "half a character": "a\ud800b\udfffc",
    "separators": "a\u2028b\u2029c\x85d\vf\x0cg",
}
CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def result_with(text: str, rulebook: Any) -> Result:
    """A run in which every text that a page, a file name, a rule file or a reason can give is this one."""
    rule = rulebook.rules["claims/cure"]
    standard = Standard(text, text, 2026, f"https://x.invalid/{text}")
    rule = msgspec.structs.replace(
        rule, title=text, why=text, instead=text, standard=standard,
        examples=Examples(bad=(Example(text),), good=(Example(text),)),
    )  # fmt: skip
    findings = tuple(
        Finding(
            rule="claims/cure", severity=severity, message=text, line=1, column=1, end_line=1, end_column=3, start=0, end=2,
            text=text, count=2, related=(Related(1, 1, 0, 2, text),), suggestion=f"{text} instead",
            fix=Fix(True, (Edit(0, 2, text),)), fingerprint=f"{number}", standard=standard,
        )
        for number, severity in enumerate(list(Severity) * 6)
    )  # fmt: skip
    report = Report(
        path=f"{text}.md", type="condition", type_from="default", type_confidence=0.5, language="en", words=1, sentences=1,
        grade=1.0, difficulty=1.0, findings=findings, suppressed=(Suppressed("claims/cure", 1, text, "page"),),
    )  # fmt: skip
    skipped = msgspec.structs.replace(report, path=f"skipped {text}.md", findings=(), suppressed=(), skipped=text)
    return Result(
        linted=PackedReports([report]),
        skipped=(skipped,),
        failures=(Failure(f"gone {text}.md", text),),
        sources=PackedTexts({report.path: f"ab {text}", skipped.path: text}),
        find_rule={"claims/cure": rule}.get,
        profile="us-default",
        locale="us",
    )


@pytest.fixture(scope="module")
def rulebook() -> Any:
    return Linter().rulebook


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "wbr":  # ours: one for each folder of a path
            return
        self.seen.append((tag, sorted(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.seen.append("comment")


def skeleton(said: str, plain: str) -> Any:
    """What a program makes of a report that is written like the plain one, without the texts: keys of JSON, tags of markup,
    commands for a build."""
    if plain.startswith(("{", "[")):
        return keys(json.loads(said))
    if plain.startswith("<"):
        if plain.startswith("<?xml"):
            ElementTree.fromstring(said)
        parser = _Tags()
        parser.feed(said)
        parser.close()
        return parser.seen
    return commands(said)


def keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: keys(value) for key, value in data.items()}
    return [keys(value) for value in data] if isinstance(data, list) else type(data).__name__


def commands(said: str) -> list[Any]:
    """The commands in a log, as the runner finds them: a line that starts with two colons, or `##[` anywhere."""
    found: list[Any] = []
    for line in said.split("\n"):
        if match := re.match(r"\s*::([\w-]+)(?: (.*?))?::", line):
            found.append((match[1], [pair.partition("=")[0] for pair in (match[2] or "").split(",")]))
        found += re.findall(r"##\w*\[\w+", line)
    return found


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_is_data_in_every_format(format: str, kind: str, rulebook: Any) -> None:
    said = shown(format, result_with(HOSTILE[kind], rulebook), explain=True, statistics=True)
    plain = shown(format, result_with("plain", rulebook), explain=True, statistics=True)
    assert CONTROLS.findall(said) == []
    assert said.encode()
    assert skeleton(said, plain) == skeleton(plain, plain)
    assert commands(said) == commands(plain)


@pytest.mark.parametrize("kind", sorted(set(HOSTILE) - {"half a character"}))
def test_json_says_exactly_what_the_page_says(kind: str, rulebook: Any) -> None:
    said = json.loads(shown("json", result_with(HOSTILE[kind], rulebook)))
    assert {finding["text"] for finding in said["pages"][0]["findings"]} == {HOSTILE[kind]}


def tags(markdown: str) -> set[str]:
    """The elements that Markdown becomes."""
    parser = _Tags()
    parser.feed(pyromark.html(markdown))
    return {tag if isinstance(tag, str) else tag[0] for tag in parser.seen}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_services_show_as_markdown_is_text_alone(kind: str, rulebook: Any) -> None:
    result = result_with(f"@someone {HOSTILE[kind]}", rulebook)
    for diagnostic in json.loads(shown("rdjson", result))["diagnostics"]:
        assert tags(f"**[carelint]** {diagnostic['message']}") <= {"p", "/p", "strong", "/strong", "em", "/em", "code", "/code"}
        assert "@s" not in diagnostic["message"]
    (rule,) = json.loads(shown("sarif", result))["runs"][0]["tool"]["driver"]["rules"]
    shape = {"p", "strong", "ul", "li", "code", "a"}
    assert tags(rule["help"]["markdown"]) == shape | {f"/{tag}" for tag in shape}


@given(st.text(st.sampled_from("[]()<>!\\`a @_*\n"), max_size=15))
def test_no_text_is_a_link_or_a_tag_in_markdown(text: str) -> None:
    assert not tags(f"x {in_markdown(text)}") & {"a", "img", "script", "b", "comment"}


@given(st.text())
def test_what_is_made_safe_keeps_its_length_and_stays_as_it_is(text: str) -> None:
    made = safe(text)
    assert len(made) == len(text)
    assert safe(made) == made
    assert not CONTROLS.search(made)
    assert "::" not in made
    assert "\n" not in made


@given(st.text(st.sampled_from('#[:\\"u0a\x9b\u2028é\x7f'), max_size=20))
def test_json_that_is_made_harmless_says_the_same(text: str) -> None:
    made = in_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(made) == [text]
    assert not CONTROLS.search(made)
    assert "##[" not in made


@pytest.mark.parametrize("format", FORMATS)
def test_a_hostile_file_in_a_folder_goes_through_the_command(format: str, tmp_path: Path) -> None:
    text = "\n\n".join(part for kind, part in HOSTILE.items() if kind not in ("NUL", "half a character"))
    name = os.fsencode(tmp_path) + b"/::error file=x::\x1b[31m%0A\xff<img src=x>]]>\xe2\x80\xae.md"
    with open(name, "w", encoding="utf-8") as page:
        page.write(f"# Our gel cures arthritis\n\nOur gel cures {text}. It is the best gel.\n")
    (tmp_path / "es.html").write_text('<html lang="::error::\x1b[31m"><p>x y</p></html>', "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "linter", "check", ".", "gone\x1b[31m.md", "--format", format, "--syntax", "off"],
        cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    said = ran.stdout.decode("utf-8")
    assert ran.returncode == 2, ran.stderr
    assert ran.stderr == b""
    assert "claims/cure" in said
    assert CONTROLS.findall(said) == []
    assert {command[0] for command in commands(said)} <= {"error", "warning", "notice", "group", "endgroup"}
    assert (format == "github") == bool(commands(said))
    if said.startswith("<?xml"):
        ElementTree.fromstring(said)


def test_a_mistake_in_a_hostile_configuration_is_one_harmless_line(tmp_path: Path) -> None:
    (tmp_path / "carelint.toml").write_text('profile = "\\u001b[31m::error::\\n::error::x"', "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "linter", "check", "."],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert CONTROLS.findall(ran.stderr) == []
    assert commands(ran.stderr) == []
