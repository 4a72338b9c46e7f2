"""The site: a page for every rule from its file, links that hold, nothing loaded from the network, a search that works in files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from linter import explain
from linter.rulefile import FAMILIES
from tests.test_docs import ROOT
from tests.test_report_browser import browser as browser
from tools import site_pages

RULES = site_pages.rulebook().rules


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_page_has_the_fixed_headings_and_all_examples(rule: str) -> None:
    page = site_pages.rule_page(RULES[rule])
    assert tuple(re.findall(r"(?m)^## (.+)$", page)) == explain.HEADINGS
    assert page.startswith(f"# {rule}\n")
    examples = RULES[rule].examples
    assert len(re.findall(r"(?m)^- `", page)) == len(examples.bad) + len(examples.good)


def test_a_rule_page_says_what_profiles_make_of_the_rule_and_what_that_rests_on() -> None:
    page = site_pages.rule_page(RULES["readability/long-sentence"])
    assert "| `uk-nhs` | limit 20 | NHS digital service manual, How we write: up to 20 words |" in page
    assert '"readability/long-sentence" = {limit = 25, warning-over = 14}' in page


def test_a_rule_page_says_where_the_rule_is_protected() -> None:
    assert "Protected: nothing but an approval keeps a finding back" in site_pages.rule_page(RULES["claims/cure"])
    assert "Protected in a dose: " in site_pages.rule_page(RULES["measure/trailing-zero"])
    assert "Protected" not in site_pages.rule_page(RULES["tone/blame"])


def test_the_list_of_rules_names_each_once_under_its_family_with_the_profiles_that_change_it() -> None:
    index = site_pages.rule_index()
    assert re.findall(r"(?m)^## (.+)$", index) == list(FAMILIES)
    assert sorted(re.findall(r"\[([a-z]+/[a-z-]+)\]\(rules/\1\.md\)", index)) == sorted(RULES)
    (row,) = [line for line in index.splitlines() if "[structure/long-list]" in line]
    assert "`uk-nhs`" in row
    assert "`supplements`" not in row


def test_links_out_of_the_docs_lead_to_where_the_site_has_the_file() -> None:
    led = site_pages.site_links
    assert led("[a](../README.md#exit-codes) [b](word.md)", "outputs.md") == "[a](start.md#exit-codes) [b](word.md)"
    assert led("[a](docs/word.md) [b](LICENSE)", "start.md") == "[a](word.md) [b](license.txt)"
    assert led("[a](https://example.org/README.md)", "start.md") == "[a](https://example.org/README.md)"


# -- the site itself -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built in strict mode: a broken link or a page without a place in the navigation fails."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


class Loaded(HTMLParser):
    """What a page loads when it is opened: scripts, styles, pictures, frames."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" or "src" in given:
            self.addresses.append(given.get("src") or given.get("href") or "")


def loaded(site: Path) -> Iterator[tuple[str, str]]:
    for page in site.rglob("*.html"):
        for address in Loaded(page.read_text("utf-8")).addresses:
            yield page.name, address
    for style in site.rglob("*.css"):
        for address in re.findall(r"url\(['\"]?([^'\")]+)", style.read_text("utf-8")):
            yield style.name, address


@pytest.mark.integration
def test_the_site_builds_and_loads_nothing_from_elsewhere(site: Path) -> None:
    found = list(loaded(site))
    assert len(found) > 100
    assert [one for one in found if re.match(r"(https?:)?//", one[1])] == []
    assert {path.relative_to(site / "rules").with_suffix("").as_posix() for path in (site / "rules").rglob("*.html")} == set(
        RULES
    )


@pytest.mark.integration
def test_a_rule_that_a_page_names_is_a_link_to_its_page(site: Path) -> None:
    assert '<a href="rules/claims/cure.html"><code>claims/cure</code></a>' in (site / "suppressions.html").read_text("utf-8")


@pytest.mark.integration
def test_the_search_works_in_pages_that_are_opened_as_files(site: Path, browser: object) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "index.html").as_uri())
    page.click("input.md-search__input")
    page.keyboard.type("trailing zero")
    page.wait_for_selector(".md-search-result__item")
    first = page.locator(".md-search-result__item").first.inner_text()
    assert "measure/trailing-zero" in first
    assert "Missing:" not in first.splitlines()[:2]
    assert [address for address in asked if not address.startswith("file:")] == []
    page.close()
