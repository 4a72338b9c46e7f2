"""Masks a Markdown page before it is parsed, character for character, so that every place stays.

What is masked: template directives, so that Markdown sees no markup in them; attribute lists (`{: .note}`, `{#anchor}`) and
the fences of `:::` blocks, which are not words; definitions of abbreviations, which are kept apart; the signs of boxes
(`markdown_boxes`); and a `:` that begins a line of prose.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from linter.readers import markdown_boxes, templates
from linter.readers.markdown_code import Code
from linter.store.regexes import regex

_ATTRIBUTE = r"(?:[.#][\w:-]++|[\w:-]++=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}=]++))"
_ATTRIBUTES = regex(rf"\{{(?::[^{{}}\n]*+|[ \t]*+{_ATTRIBUTE}(?:[ \t]++{_ATTRIBUTE})*[ \t]*+)\}}")
_FENCED_DIV = regex(r"(?m)^[ \t>]*+:::++[ \t]*+[\w-]*+[ \t]*+(?:\{[^{}\n]*+\})?[ \t:]*+(?=\r?$)")
_ABBREVIATION = regex(r"(?m)^ {0,3}\*\[([^\]\n]++)\]:[ \t]*+([^\r\n]*+)(?=\r?$)")  # *[GP]: general practitioner
_MOST_ABBREVIATIONS = 200
# `:)` and `:hospital:` begin no meaning of a term, as white space after the sign would; `:--` parts the head of a table.
_COLON = regex(r"(?m)^([ \t>]*+):(?=[^\s-]|-++[^\s|:-])")
_LINK = regex(r"(\[\[(?:[^\[\]|\n]{1,200}\|)?)[^\[\]|\n]{1,200}(\]\])")
_SPAN = regex(r"(?<!\])(\[)[^\[\]\n]{1,200}(\])(?=\{[.#:])")
_COMMENT = regex(r"(?s)%%(?!\d).{0,2000}?%%")
_IMPORT = regex(r"(?m)^import (?:[\w$, ]{0,100}+\{[^{}]{0,2000}+\}|[^\n]{1,200}?) from ['\"][^'\"\n]++['\"];?[ \t]*+(?=\r?$)")
_REMARK = regex(r"(?s)\{/\*.{0,2000}?\*/\}")
_PROGRAM = regex(r"(?m)^export (?:async|class|const|default|function|let|var) ")
# Jekyll puts a list of the headings in its place.
_CONTENTS = regex(r"(?mi)^(?:[-*+]|1\.) +(?:toc|(?:this will become a )?(?:table of )?contents)\b[^\n]{0,40}\n(?=\{: *toc\b)")
# Signs that MkDocs, Pandoc and GitLab put something else in the place of.
_SIGNS = regex(
    r"(?m)^[ \t]*+(?:\[TOC\]|\[\[_TOC_\]\]|\\newpage|\\pagebreak|-{1,3}8<-{1,3} ['\"][^'\"\s]++['\"])[ \t]*+(?=\r?$)"
)
_IN_SIGNS = ("TOC", "\\newpage", "\\pagebreak", "8<-")
_ICON = regex(r":(?:material|octicons|fontawesome|simple)-[\w-]{1,80}:")
_MOST_LINES = 400  # of one program
_SURROGATE = regex("[\ud800-\udfff]")
_FILLER = "x"  # a letter: no markup, and allowed in the address of a link


class Masked:
    """The page as the parser gets it, with the places of what was masked and is to be told apart from words."""

    def __init__(self, source: str, start: int) -> None:
        if start and source[start - 1] == "\ufeff":
            source = f"{source[: start - 1]}\n{source[start:]}"  # so that a line begins after the byte order mark
        code = Code(source, start) if "`" in source or "~~~" in source else None
        directives = templates.find(source, start, len(source), code.parts if code is not None else None)
        directives = [span for span in directives if not markdown_boxes.is_sign(source, *span)]
        silent = [
            span for span in directives if not templates.is_content(source, span[0]) and templates.stands_alone(source, *span)
        ]
        blank = set(silent)
        spans = [span for span in directives if span not in blank]
        self.directives = {span[0] for span in spans}  # where those start that may put something on the page
        text = templates.mask(source, 0, len(source), spans, _FILLER)
        text = templates.mask(text, 0, len(text), silent, " ")  # leaves an empty line, as it does in what is rendered
        text, signs, self.breaks, self.boxes = markdown_boxes.mask(text, start)
        text, unseen = _without_unseen(text, start)
        spans = _apart([*spans, *signs, *unseen]) if signs or unseen else spans
        if "{" in text or ":::" in text:
            text, attributes = _without_attributes(text, start)
            spans = sorted([*spans, *attributes])
        if ":" in text:
            text = _COLON.sub(r"\1;", text)
        self.abbreviations: dict[str, str] = {}
        if "*[" in text:
            definitions = list(_ABBREVIATION.finditer(text, start))
            text = templates.mask(text, 0, len(text), [match.span() for match in definitions], " ")
            defined = ((match[1].strip(), match[2].strip()) for match in definitions[:_MOST_ABBREVIATIONS])
            self.abbreviations = {short: words for short, words in defined if short}
        self.text = text if text.isascii() else _SURROGATE.sub("\ufffd", text)
        self.spans = spans
        self._ends = [end for _, end in spans]

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """What is masked between two places."""
        if not self.spans:
            return []
        first = bisect_right(self._ends, start)
        return self.spans[first : bisect_left(self.spans, (end, 0), first)]


def _without_unseen(text: str, start: int) -> tuple[str, list[tuple[int, int]]]:
    """What a site's builder leaves out: the signs of `[[target|words]]` and `[words]{.x}`, comments, imports.

    Comments and programs are left out only where the page is of a builder that does so, for elsewhere readers see them:
    Obsidian, whose pages have links of that form, and MDX, whose pages import.
    """
    signs = [*_LINK.finditer(text, start)] if "[[" in text else []
    programs: list[tuple[int, int]] = []
    unseen = [*_CONTENTS.finditer(text, start)] if "{:" in text else []
    if any(sign in text for sign in _IN_SIGNS):
        unseen += _SIGNS.finditer(text, start)
    unseen += [*_COMMENT.finditer(text, start)] if signs and "%%" in text else []
    if "import " in text and (imports := [*_IMPORT.finditer(text, start)]):
        unseen += (*imports, *_REMARK.finditer(text, start))
        programs = _programs(text, start)
    if "]{" in text:
        signs += _SPAN.finditer(text, start)
    if unseen:
        text = templates.mask(text, 0, len(text), _apart([*(match.span() for match in unseen), *programs]), " ")
    spans = _apart(
        [*(match.span(part) for match in signs for part in (1, 2)), *(match.span() for match in _ICON.finditer(text, start))]
    )
    if spans:
        text = templates.mask(text, 0, len(text), spans, _FILLER)
    return text, spans


def _programs(text: str, start: int) -> list[tuple[int, int]]:
    """Statements that export: each to the end of the line on which its brackets are closed."""
    spans: list[tuple[int, int]] = []
    at, most = start, _MOST_LINES
    while match := _PROGRAM.search(text, at):
        depth, end, lines, first = 0, match.start(), 0, -1
        while lines < most and end < len(text):
            newline = text.find("\n", end)
            line = text[end : newline if newline >= 0 else len(text)]
            depth += sum(map(line.count, "([{")) - sum(map(line.count, ")]}"))
            end, lines = end + len(line) + 1, lines + 1
            first = first if first >= 0 else end - 1
            if depth <= 0 and not line.rstrip().endswith(("=", "=>")):
                break
        else:
            end, most = first + 1, 1  # brackets that are never closed: that is looked for once on a page
        at = min(end, len(text))
        spans.append((match.start(), end - 1))
    return spans


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, without those that begin in the one before."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _without_attributes(text: str, start: int) -> tuple[str, list[tuple[int, int]]]:
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    last = 0
    matches = [*_ATTRIBUTES.finditer(text, start), *(_FENCED_DIV.finditer(text, start) if ":::" in text else ())]
    for match in sorted(matches, key=lambda match: match.start()):
        first, end = match.span()
        if first < last:
            continue
        # Spaces, so that `_word_{.x}` ends at its underscore; but spaces that begin a line would make it code.
        ends_line = text.startswith(("\n", "\r"), end) or end == len(text)
        filler = " " if ends_line or not (first == start or text[first - 1].isspace()) else _FILLER
        out += (text[last:first], filler * (end - first))
        spans.append((first, end))
        last = end
    out.append(text[last:])
    return "".join(out), spans
