"""What the site shows and no page in `docs/` holds: a page for each rule, made from its file, and README, CHANGELOG and others.

A hook of MkDocs, named in `mkdocs.yml`. Nothing that it makes is written into the checkout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from linter import explain
from linter.reporters.wording import escaped
from linter.rulebook import Rulebook, load_rulebook
from linter.rulefile import FAMILIES, Rule

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
ELSEWHERE = {
    "README.md": "start.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "LICENSE": "license.txt",
    "NOTICE": "notice.txt",
}
INDEX = "rules.md"
PLACE = "<!-- rules -->"  # in `docs/rules.md`: where the list of rules goes
_LINK = re.compile(r"(?<=\]\()(?P<target>[^)\s:#]+)(?P<anchor>#[^)\s]*)?(?=\))")
_CODE = re.compile(r"(?P<link><a [^>]*>.*?</a>)|<code>(?P<rule>[a-z]+/[a-z-]+)</code>", re.S)


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def families() -> Iterable[tuple[str, list[Rule]]]:
    """The rules of each family, in the order of the families."""
    rules = sorted(rulebook().rules.values(), key=lambda rule: (FAMILIES.index(rule.family), rule.id))
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield family, list(members)


def rule_page(rule: Rule) -> str:
    return explain.markdown(rule, rulebook().profiles.values(), rulebook().policy.protected)


def rule_index() -> str:
    """All rules by family: severity, what each looks for, and the profiles that change it."""
    parts = []
    for family, members in families():
        rows = ["| rule | severity | what it looks for | changed by | protected |", "| --- | --- | --- | --- | --- |"]
        for rule in members:
            level = "in some places" if rule.severity == "off" else rule.severity
            changed = ", ".join(f"`{name}`" for name in explain.changed_by(rule, rulebook().profiles.values()))
            is_protected = "yes" if explain.protection(rule, rulebook().policy.protected) else ""
            rows.append(f"| [{rule.id}](rules/{rule.id}.md) | {level} | {escaped(rule.title)} | {changed} | {is_protected} |")
        parts += [f"## {family}", "\n".join(rows)]
    return "\n\n".join(parts)


def site_links(markdown: str, page: str) -> str:
    """The links of a page, with those to files outside of `docs/` led to where the site has them."""
    top = page in ELSEWHERE.values()

    def led(match: re.Match[str]) -> str:
        target = match["target"].removeprefix("docs/" if top else "../")
        outside = match["target"] == target if top else match["target"] != target
        return (ELSEWHERE.get(target, target) if outside else target) + (match["anchor"] or "")

    return _LINK.sub(led, markdown)


# -- the hook --------------------------------------------------------------------------------------


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The rules in the navigation, below their list."""
    assert config.nav is not None
    for entry in config.nav:
        if entry.keys() == {"Rules"} if isinstance(entry, dict) else False:
            entry["Rules"] = [INDEX, *({family: [f"rules/{rule.id}.md" for rule in members]} for family, members in families())]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    from mkdocs.structure.files import File

    for source, name in ELSEWHERE.items():
        files.append(File.generated(config, name, content=(ROOT / source).read_text("utf-8")))
    for rule in rulebook().rules.values():
        files.append(File.generated(config, f"rules/{rule.id}.md", content=rule_page(rule)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    name = page.file.src_uri
    if name == INDEX:
        return markdown.replace(PLACE, rule_index())
    return markdown if name.startswith("rules/") else site_links(markdown, name)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Names of rules lead to their pages; marks in examples are seen."""
    if page.file.src_uri.startswith("rules/"):
        html = html.replace("⟦", "<mark>").replace("⟧", "</mark>")

    def linked(match: re.Match[str]) -> str:
        file = files.get_file_from_path(f"rules/{match['rule']}.md") if match["rule"] else None
        if file is None or file is page.file:
            return match[0]
        return f'<a href="{file.url_relative_to(page.file)}">{match[0]}</a>'

    return _CODE.sub(linked, html)
