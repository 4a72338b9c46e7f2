"""What the tests of the HTML report share: pages to report on, and the report as a tree."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from linter.cli import main

EARS = """---
page-type: procedure
---
# Ear tubes

Our tubes are *guaranteed* to work, and completely safe. They drain the erythema.

## Risks

| Risk | How often |
| --- | --- |
| Fluid drips | 5.0 mg of drops |

- Fluid may drip.
- A small hole may stay. ![A hole](hole.png)

<!-- carelint-disable-next-line structure/vague-link: the button says so -->
[Click here](a.md)
"""
CLEAN = "# Rest\n\nSit down. Put your foot up. Drink some water.\n"
FRENCH = "---\nlang: fr\n---\n# Repos\n\n" + "Les patients doivent voir le docteur. " * 20
HOSTILE = """# Ears </script><script>alert(1)</script>

<img src=x onerror=alert(2)> Our drops are **guaranteed** ]]> --> <!-- ‮evil‬ ⁦x⁩ {{ 7*7 }} "'><svg onload=alert(3)>

[click here](javascript:alert(4)) `</style><script>alert(5)</script>`

&lt;script&gt;alert(6)&lt;/script&gt; completely safe &#x202e;
"""
INLINE = frozenset({"a", "b", "bdi", "code", "mark", "q", "span", "time", "wbr"})
BESIDE = frozenset({"dd", "dt", "label", "option", "td", "th"})
VOID = frozenset({"meta", "input", "br", "hr", "img", "link", "rect", "path", "wbr"})


class Element:
    """A tag with its attributes, and what is inside it."""

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Element | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.inside: list[Element | str] = []

    def all(self, tag: str = "", **wanted: str) -> list[Element]:
        """Every element inside with this tag and these attributes (one of the words of a class)."""
        found = []
        for one in self.inside:
            if isinstance(one, Element):
                fits = all(value in (one.attributes.get(name) or "").split(" ") for name, value in wanted.items())
                found += [one] if (not tag or one.tag == tag) and fits else []
                found += one.all(tag, **wanted)
        return found

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside if isinstance(one, str) or one.is_read)

    @property
    def is_read(self) -> bool:
        return self.tag not in ("style", "script")


class Tree(HTMLParser):
    """Builds the tree of a page; every tag that is opened is closed, in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.root = self.at = Element("", {}, None)
        self.feed(source)
        self.close()
        assert self.at is self.root, f"<{self.at.tag}> is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.at)
        self.at.inside.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.inside.append(Element(tag, dict(attrs), self.at))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.at.tag, f"</{tag}> where <{self.at.tag}> is open"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)


def write_pages(folder: Path, **pages: str) -> list[str]:
    """Pages as files of a folder; `ears="…"` becomes ears.md."""
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return [str(folder / f"{name}.md") for name in pages]


def report(folder: Path, *arguments: str) -> str:
    """The HTML report of a folder's pages, as `carelint check` writes it beside the folder."""
    out = folder.with_suffix(".html")
    main(["check", *arguments, "--format", "html", "--today", "2026-11-22", "--output", str(out), "--syntax", "off"])
    return out.read_text("utf-8")


def lines(element: Element) -> str:
    """What is read, one line a piece of the page, white space as a browser shows it."""
    parts: list[str] = []

    def walk(one: Element) -> None:
        edge = "" if one.tag in INLINE else " " if one.tag in BESIDE else "\n"
        parts.append(edge)
        for part in one.inside:
            if isinstance(part, str):
                parts.append(re.sub(r"\s+", " ", part))
            elif part.is_read:
                walk(part)
        parts.append(edge.strip(" "))

    walk(element)
    tidy = (re.sub(r" +", " ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in tidy if line) + "\n"
