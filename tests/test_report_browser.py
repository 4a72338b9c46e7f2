"""The HTML report, and the summary of a corpus, in a real Chromium: quiet, closed to the network, filtered, walked by keyboard, read aloud, printed.

Needs Playwright (extra `dev`) and a Chromium or Chrome on the PATH, or named by CARELINT_CHROMIUM. Where CARELINT_BROWSER is
"required", as in `.ci/run`, a missing one fails. `CARELINT_SCREENSHOTS=docs/images` renews the pictures of the docs.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linter.cli import main
from tests.report_tools import CLEAN, EARS, FRENCH, HOSTILE, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.integration
ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def _missing(what: str) -> None:
    if os.environ.get("CARELINT_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("needs playwright: pip install -e '.[dev]'")
    program = os.environ.get("CARELINT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        _missing("needs Chromium on the PATH, as from `apt-get install chromium`, or named by CARELINT_CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program)
        yield running
        running.close()


def made(folder: Path, *paths: str) -> str:
    """The address of a report on these paths."""
    out = folder / "report.html"
    main(["check", *paths, "--format", "html", "--output", str(out), "--today", "2026-11-22", "--syntax", "off"])
    return out.as_uri()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Four pages, closed; one of them hostile; one left out; a file that is not there."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "pages").mkdir()
    paths = write_pages(folder / "pages", ears=EARS, rest=CLEAN, hostile=HOSTILE, repos=FRENCH, b="# B\n\nIt is guaranteed.\n")
    return made(folder, *paths, str(folder / "gone.md"))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return made(tmp_path_factory.mktemp("samples"), "fixtures/pages")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The summary of an archive; one of its publishers is hostile."""
    pytest.importorskip("pyarrow", reason="needs pyarrow")
    from tests import summary_tools

    hostile = summary_tools.Made()
    for number in range(12):
        findings = {"section": summary_tools.HOSTILE}, {"rule": summary_tools.HOSTILE}
        hostile.page(f"{summary_tools.HOSTILE}{number}", *findings, publisher=summary_tools.HOSTILE)
    folder = summary_tools.archive(tmp_path_factory.mktemp("archive"), hostile)
    return (folder / "summary.html").as_uri()


class Visit:
    """A page that is open in the browser, and what it did that it should not."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wrongs: list[str] = []
        page.on("console", lambda message: self.wrongs.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.wrongs.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.wrongs.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self.wrongs.append(f"request: {request.url}") if request.url != address else None)
        page.goto(address)

    def active(self, what: str) -> Any:
        """A property of the element that has the focus."""
        return self.page.evaluate(f"document.activeElement.{what}")

    def focused(self, what: Locator) -> None:
        """Assert that something gets the focus: the page gives it in a task of its own, after the address has changed."""
        from playwright.sync_api import expect

        expect(what).to_be_focused()

    def notes(self) -> int:
        """Notes that the filter leaves."""
        return self.page.locator(".note:not([hidden])").count()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    contexts, visits = [], []

    def open_(address: str, **settings: Any) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, **settings})
        contexts.append(context)
        visits.append(Visit(context.new_page(), address))
        return visits[-1]

    yield open_
    assert [wrong for one in visits for wrong in one.wrongs] == []
    for context in contexts:
        context.close()


def test_it_opens_without_a_word_and_asks_nothing_of_the_network(visit: Any, small: str) -> None:
    page = visit(small).page
    assert page.locator("article.page").count() == 4
    page.get_by_role("button", name="Open all pages").click()
    page.wait_for_timeout(200)  # time for what must not happen


def test_the_filter_narrows_by_severity_family_and_words(visit: Any, small: str) -> None:
    here = visit(small)
    page, every = here.page, here.notes()
    page.get_by_label("Suggestions").uncheck()
    page.get_by_label("Warnings").uncheck()
    errors = here.notes()
    assert 0 < errors < every
    assert page.locator(".note:not([hidden]):not(.error)").count() == 0
    assert page.get_by_role("status").inner_text().startswith(f"{errors} findings of {every}, on ")
    assert page.locator("#ranking tbody tr:not([hidden])").count() == page.locator("article.page:not([hidden])").count() == 3
    page.get_by_label("Family").select_option("measure")
    assert here.notes() == 1
    assert page.locator("mark.error").filter(has_text="5.0 mg").count() == 1
    assert page.locator("mark[data-f].off").filter(has_text="guaranteed").count() == 3
    page.get_by_role("button", name="Show all").click()
    page.locator("#shown:empty").wait_for(state="attached")
    assert here.notes() == every
    page.get_by_role("searchbox").fill("GUARANTEED")
    page.locator("#shown:not(:empty)").wait_for()
    assert here.notes() == page.locator(".note").filter(has_text="guaranteed").count() > 2
    page.get_by_role("searchbox").fill("no such thing")
    page.get_by_text("Nothing fits").wait_for()
    assert page.locator("article.page:not([hidden])").count() == 0


def test_a_keyboard_reaches_everything_and_sees_where_it_is(visit: Any, small: str) -> None:
    here = visit(small)
    page = here.page
    page.keyboard.press("Tab")
    assert here.active("className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    stops = []
    page.keyboard.press("Tab")
    while here.active("tagName") != "BODY":
        stops.append(here.active("outerHTML"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", stops[-1]
        page.keyboard.press("Tab")
    for what in ('href="#ranking"', 'id="theme"', 'id="words"', 'value="error"', 'id="family"', 'type="reset"', "<summary>"):
        assert any(what in stop for stop in stops), what


def test_a_link_opens_a_page_and_leads_from_the_text_to_the_note_and_back(visit: Any, small: str) -> None:
    here = visit(small)
    page = here.page
    article = page.locator("article").filter(has=page.get_by_role("heading", name="ears.md"))
    assert article.locator("details.body").get_attribute("open") is None
    page.locator("#ranking").get_by_role("link", name="ears.md").focus()
    page.keyboard.press("Enter")
    article.locator("details.body[open]").wait_for()
    here.focused(article)
    ref = article.locator("a.ref.error").first
    ref.focus()
    page.keyboard.press("Enter")
    page.locator(".note:target").wait_for()
    here.focused(article.locator(".note:target .num"))
    assert article.locator("mark.on").count() == 1
    page.keyboard.press("Enter")
    page.locator("a.ref:target").wait_for()
    here.focused(ref)
    box = ref.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 860


def test_light_and_dark_follow_the_system_and_the_button(visit: Any, small: str) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light, dark = visit(small, color_scheme="light").page, visit(small, color_scheme="dark").page
    assert light.evaluate(colour) != dark.evaluate(colour)
    light.get_by_role("button", name="Use dark colours").click()
    assert light.evaluate(colour) == dark.evaluate(colour)
    light.reload()
    assert light.evaluate(colour) == dark.evaluate(colour)
    light.get_by_role("button", name="Use light colours").click()
    assert light.evaluate(colour) != dark.evaluate(colour)


def test_it_can_be_read_without_javascript(visit: Any, small: str) -> None:
    page = visit(small, java_script_enabled=False).page
    assert not page.locator("#filter").is_visible()
    assert not page.locator("#theme").is_visible()
    article = page.locator("article").filter(has=page.get_by_role("heading", name="ears.md"))
    assert not article.locator(".note").first.is_visible()
    article.locator("summary").first.click()
    assert article.locator(".note").first.is_visible()
    assert article.locator("mark").filter(has_text="guaranteed").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_on_paper_everything_is_open_and_no_control_is_left(visit: Any, small: str, script: bool) -> None:
    page = visit(small, java_script_enabled=script).page
    page.emulate_media(media="print")
    for control in ("#filter", "#theme", ".top nav", ".skip"):
        assert not page.locator(control).is_visible()
    notes = page.locator(".note")
    for i in range(notes.count()):
        assert notes.nth(i).locator("details > p").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF-")


looks = pytest.mark.parametrize(
    "settings",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"color_scheme": "light", "viewport": {"width": 360, "height": 740}},
    ],
    ids=["light", "dark", "phone"],
)


def barriers(page: Page) -> list[tuple[str, str, str]]:
    """What a checker for accessibility finds on a page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    found = axe.Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:200], node["failureSummary"]) for one in found for node in one["nodes"]]


@looks
def test_a_checker_for_accessibility_finds_nothing(visit: Any, small: str, settings: dict[str, Any]) -> None:
    page = visit(small, **settings).page
    page.get_by_role("button", name="Open all pages").click()
    for why in page.locator(".note summary").all():
        why.click()
    assert barriers(page) == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_runs_off_a_narrow_screen(visit: Any, samples: str, width: int) -> None:
    page = visit(samples, viewport={"width": width, "height": 800}).page
    page.get_by_role("button", name="Open all pages").click()
    for _ in range(3):  # what is far away gets its size when it comes near
        page.keyboard.press("End")
        page.wait_for_timeout(50)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@looks
def test_a_checker_for_accessibility_finds_nothing_in_the_summary_of_a_corpus(
    visit: Any, archive: str, settings: dict[str, Any]
) -> None:
    page = visit(archive, **settings).page
    for more in page.locator("summary").all():
        more.click()
    assert barriers(page) == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_of_the_summary_of_a_corpus_runs_off_a_narrow_screen(visit: Any, archive: str, width: int) -> None:
    page = visit(archive, viewport={"width": width, "height": 800}).page
    for more in page.locator("summary").all():
        more.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_summary_of_a_corpus_is_open_on_paper_and_dark_in_the_dark(visit: Any, archive: str) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    paper, dark = visit(archive, color_scheme="light").page, visit(archive, color_scheme="dark").page
    assert paper.evaluate(colour) != dark.evaluate(colour)
    paper.emulate_media(media="print")
    for rows in paper.locator("details table").all():
        assert rows.is_visible()
    assert not paper.locator(".top nav").is_visible()
    bars = paper.locator(".plot rect").all()
    assert len({bar.evaluate("one => one.getBoundingClientRect().left") for bar in bars}) == len(bars) > 5


def test_pictures_of_the_report(visit: Any, samples: str, tmp_path: Path) -> None:
    folder = ROOT / os.environ["CARELINT_SCREENSHOTS"] if os.environ.get("CARELINT_SCREENSHOTS") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {"viewport": {"width": 1180, "height": 760}}
    for scheme, name in (("light", "report.png"), ("dark", "report-text.png")):
        page = visit(samples, color_scheme=scheme, **sizes).page
        if scheme == "dark":
            article = page.locator("article").filter(has=page.get_by_role("heading", name="vein-clinic.bad.html"))
            page.evaluate(f"location.hash = '#{article.get_attribute('id')}'")
            article.get_by_role("heading", name="The text").evaluate("one => one.scrollIntoView()")
        page.wait_for_timeout(100)
        picture = page.screenshot(path=folder / name)
        assert 20_000 < len(picture) < 200_000
    paper = visit(samples).page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 21  # a page of the site begins on paper of its own
