"""Vocabularies: what each kind of input is put together from, so that fuzzing gets past the first character."""

from __future__ import annotations

_PLAIN = (
    "a", "b ", " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\u200b", "\ufeff", "é", "e\u0301", "ﬁ", "İ", "ß", "K", "😀", "\u2028", "\x85",
    "\x0c", "\x0b", "\x1b", "\ud800", "\ufffc", "\ufffd", "1", "0.5", ".", ", ", "“", "”", "’", '"', "'", "-", "–", "…", "(", ")", "[", "]",
)  # fmt: skip

_PROSE = (
    "Our gel cures arthritis. ", "You may see erythema. ", "Take ", "5.0 mg ", ".5 mg ", "1-2 tablets ", "twice a day ", "U 10 ", "QD ", "µg ",
    "stop taking ", "warfarin ", "It is the best treatment. ", "No side effects. ", "MRI ", "(magnetic resonance imaging) ", "is called ", "stenosis ",
    "98.6 °F ", "37 °C ", "1 in 100 ", "50% ", "three times as likely ", "call 911 ", "chest pain ", "prior to ", "was removed by ", "laminae is ",
    "suffers from ", "What is ", "? ", "Dr. ", "e.g. ", "http://a.b ", "x@y.z ", "not ", "He said, ", "teaspoons ", "5 lb ", "2.3 kg ", "[1] ",
    "Risks\n", "Last reviewed: 2026-01-01 ", "® ",
)  # fmt: skip

DIRECTIVES = (
    "<!-- carelint-disable-next-line claims/cure: x -->", "<!-- carelint-disable claims/: x -->", "<!-- carelint-enable -->",
    "<!-- carelint-enable claims/cure -->", "<!-- carelint-", "disable ", "disable-next-line ", "enable ", "claims/cure", "claims/, measure/", ": ",
    "reason", "REASON", "-->", "<!--", "<!---", "--!>", "<!-- carelint-disable -->", "<!-- carelint-nonsense x: y -->",
)  # fmt: skip

MARKDOWN = (
    *_PLAIN, "# ", "## ", "* ", "- ", "+ ", "1. ", "2) ", "> ", "    ", "`", "```", "~~~", "*", "**", "_", "__", "~~", "[a](b)", "[a]: b\n", "[^1]",
    "[^1]: ", "![", "](", "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "<", ">", "&amp;", "&#0;", "&#x41;", "&nope;", "|", "| a | b |\n|---|---|\n",
    "---\n", "===\n", "***\n", "\\", "\\\n", "{{", "}}", "{%", "%}", "{{< x >}}", ":::", "$$", "<https://a.b>", "<?x?>", "<![CDATA[", "]]>", "{#a}",
    "<script>", "</script>", "<pre>", "<details>", "a:b ", "http://a.b", "+++\n", ": a\n", "- [ ] ",
)  # fmt: skip

_TAGS = ("p", "div", "b", "ul", "li", "table", "tr", "td", "th", "h1", "svg", "math", "select", "template", "script", "style", "title", "head",
         "body", "html", "a", "q", "pre", "dl", "dt", "dd", "br", "button", "form", "noscript", "iframe", "textarea", "plaintext", "frameset",
         "ruby", "rt", "sup", "abbr", "dfn", "caption", "col", "option", "summary", "foreignObject", "nav", "footer")  # fmt: skip
HTML = (
    *_PLAIN, *(f"<{tag}>" for tag in _TAGS), *(f"</{tag}>" for tag in _TAGS), "<", "</", "/>", ">", "<!--", "-->", "--!>", "<!DOCTYPE html>", "<![CDATA[",
    "]]>", "&amp", "&amp;", "&#0;", "&#x110000;", "&#128;", "&NotEqualTilde;", "&nope;", "<p hidden>", '<p style="display:none">', '<img alt="',
    '<img alt=a>', '" x="', "=", '<p lang="fr">', '<meta name="page-type" content="story">', "<meta charset=x>", '<a href="x">', '<td rowspan=9 colspan=99999>',
    "<?php ?>", "<%", "%>", "{{", "}}", "<p aria-hidden=true>", '<input type="submit" value="a">', "<x-y>", "<b a=1 a=2>", "<ol start=-1 reversed>",
)  # fmt: skip

TEXT = (
    *_PLAIN, "1. ", "- ", "• ", "* ", "=====\n", "-----\n", "HEADING\n", "Heading\n\n", "| a | b |", "\t\t", "        ", "> ", "(a) ", "a) ", "Q: ", "A: ",
    "[1] ", "http://a.b", "<b>", "&amp;", "{{ x }}", "<!-- x -->", "a.\n", "a,\n", "and\n", "______", "****", "~", "i. ", "ii. ",
)  # fmt: skip

FRONT = (
    *_PLAIN, "title: ", "page-type: ", "page_type: ", "type: ", "reviewed: ", "lang: ", "author: ", "sources: ", "topic-terms: ", "trademarks: ", "next-review: ",
    "medicine", "story", "fr", "2026-01-01", "2026-99-99", "1 May 2026", "May 2026", "05/04/2026", "- ", "[", "]", "{", "}", ": ", ":", ",", "# x", "|\n", ">\n",
    "&a ", "*a", "<<: ", "!!python/object:os.system ", "!x ", "? ", "---\n", "...\n", "---", "+++\n", "''", '""', '"\\ud800"', "~", "null", "yes", "0x1F", ".nan", "1e999",
    " = ", "[a]\n", "[[a]]\n", "a.b", "'''", '"""', "2026-01-01T00:00:00Z", "1979-05-27 07:32:00", "%", "@", "`", "    ", "a:\n  b:\n", "uses: ", "provides: ",
)  # fmt: skip

YAML = (
    *_PLAIN, "a: ", "b: ", "- ", "- - ", "[", "]", "{", "}", ", ", ": ", ":", "? ", "&a ", "*a", "*b", "<<: ", "!!str ", "!!int ", "!!python/name:x ", "! ",
    "|\n", ">-\n", "|2\n", "  ", "    ", "#", "# x\n", "---\n", "...\n", "%YAML 1.2\n", "%", "@", "`", "'", "''", '"\\x41"', '"\\', "\\", "0o17", "0x1F", "1e3", ".inf",
    "true", "null", "~", "99999999999999999999", "a\n  b\n", "\n\n\n",
)  # fmt: skip

_RULE = """id: house/rule
title: A rule
severity: warning
severity: loud
page-types: [all]
page-types: [story, nowhere]
check: phrase
check: term
check: quantity
check: presence
check: nothing
phrases: [bad cure, (the |)good word]
phrases: bad
patterns: ['\\bcures?\\b']
patterns: ['(', '(?=a)', 'a{1,9999}']
patterns: [<treatment> <condition>, <nowhere>]
swaps: {bad word: good word}
swaps-in: {uk: {a: b}}
table: plain-words
table: nothing
table: acronyms
table: units
once: word
once: 3
fix: safe
unless: [negated, quoted]
unless: [nowhere]
unless-near:
  - {within: sentence, phrases: [a]}
  - {within: nowhere, patterns: ['(']}
only-near:
  - {within: page, inside: true, phrases: [b]}
except:
  phrases: [c]
severity-when:
  - {severity: error, page-type: [procedure]}
  - {severity: error, fired: [claims/], near: {phrases: [x]}}
confirm:
  subject: [x]
message: "‘{text}’ is bad."
message: "{nothing} {text.x} {0} {"
why: Because.
instead: Nothing.
standard: {name: House, section: Words, year: 2026}
standard: House
examples:
  bad:
    - "A ⟦bad cure⟧."
    - "A bad cure⟧⟦."
    - {text: "⟦bad cure⟧", format: html, page-type: procedure}
  good:
    - "A good one."
    - "Another."
fragment: false
locales: [us]
not-for: [carer]
not-for: [nobody]
tested-elsewhere: x
tested-elsewhere: 5"""
_HEAD = 'id: house/rule\ntitle: A rule\nseverity: warning\npage-types: [all]\nmessage: "‘{text}’ is bad."\nwhy: Because.\nstandard: {name: House, section: Words, year: 2026}\n'
_TAIL = (
    'examples:\n  bad:\n    - "A ⟦bad cure⟧."\n    - "One more ⟦bad cure⟧."\n  good:\n    - "A good one."\n    - "Another."\n'
)
RULE = (*(line + "\n" for line in _RULE.split("\n")), _HEAD, _TAIL, _HEAD + "check: phrase\nphrases: [bad cure]\n" + _TAIL, *_PLAIN, "- ", "  ", ": ", "{", "}", "&a ", "*a", "|\n")  # fmt: skip

_CONFIG = """profile = "us-default"
profile = "nothing"
locale = "uk"
locale = 3
syntax = "off"
fail-on = "error"
fail-on = "nothing"
max-warnings = 5
max-warnings = -1
include = ["**"]
include = "**"
exclude = ["[", "!x", "\\\\"]
rules = ["../.."]
rules = ["nothing"]
rules = [""]
lexicon = ["/etc/passwd"]
lexicon = ["carelint.toml"]
vocabulary = ["MyChart", ""]
encoding = "rot13"
max-page-size = "10MB"
max-page-size = "nanMB"
max-page-size = "1e999MB"
max-page-size = "infKB"
max-page-size = "B"
max-page-size = "-1KB"
disclaimer = "site-footer"
emergency = "nowhere"
page-may-set = ["page-type"]
page-may-set = ["severity"]
fix-doses = true
baseline = "../../x"
extends = "carelint.toml"
extends = "../../../../etc/passwd"
extends = ""
extends = "\\u0000"
rules = ["\\u0000"]
baseline = "\\u0000"
rules = ["."]
lexicon = ["."]
extends = "."
[severity]
"claims/cure" = "off"
"claims/" = "off"
"nothing/" = "error"
"claims/hype" = "loud"
[options]
[options."readability/long-sentence"]
limit = 20
limit = "x"
limit = -99999999999999999999
unknown = 1
[front-matter]
kind = "page_type"
kind = "nothing"
[provides]
"a/**" = ["required/risks-section"]
[[overrides]]
paths = ["medicines/**"]
paths = []
type = "medicine"
type = "nothing"
[[approved]]
rule = "claims/cure"
path = "a.md"
text = "cured"
reason = "x"
reason = ""
approved-by = "x"
until = 2027-06-30
until = "soon"
until = 2027-06-30T00:00:00Z
[tool.carelint]
[a.b.c]"""
CONFIG = (f"rules = [\"{'x' * 5000}\"]\n", *(line + "\n" for line in _CONFIG.split("\n")), *_PLAIN, "=", " = ", "[", "]", "{", "}", "'''", '"""', "# x\n", "a.b = 1\n", "1e999", "inf", "nan", "0x1", "true", "07:32:00")  # fmt: skip

TABLE = (
    "term\tplain\tmeaning\n", "term\tplain\tmeaning\tforms\n", "term\tplain\tmeaning\tfamiliarity\n", "term\tterm\tplain\tmeaning\n", "term\tplain\n",
    "osteopenia\tthin bones\tbones that are thin\n", "a\tb\tc\n", "a\tb\tc\td\n", "embolism\tclot\tclot that moved\t-\n", "\t", "|", "-", "# x\n", "\n", "\r\n",
    *_PLAIN, "0.5", "1.5", "nan", "word", "two words", "osteopenia", "stenosis", "MRI",
)  # fmt: skip

_PROFILE = """id: p
title: A profile
extends: us-default
extends: nothing
extends-for: {uk: uk-nhs}
extends-for: {uk: nothing}
locale: uk
severity:
  claims/cure: "off"
  claims/hype: error
  claims/hype: loud
  nothing/here: error
options:
  readability/long-sentence: {limit: 20}
  readability/long-sentence: {limit: x}
  claims/cure: {nothing: 1}
standards:
  claims/hype: {name: a, section: b, year: 2026}
basis:
  claims/hype: x
  readability/long-sentence: x
  claims/cure: x
conflicts:
  claims/hype: x"""
PROFILE = (*(line + "\n" for line in _PROFILE.split("\n")), "id: p\ntitle: A profile\n", *_PLAIN, "- ", "{", "}", ": ", "  ")

PATTERN = (
    "no", "risk", "cure", "the", " ", "[- ]", r"\b", r"\B", r"\W", r"\w", r"\d", r"\D", r"\s", r"\S", "d", "%", "[a-c]", "[^.]", "[^a", "]", ".", "n't", "ï", "k", "K", "ſ", "^", "$",
    "(?-i:M)", "(?i)", "(?-i)", "(?s)", "(?m)", "(?U)", "(", ")", "(?:", "(?P<mark>", "(?P<x>", "|", "*", "+", "?", "{2}", "{1,3}", "{0}", "{0,}", "*?", "+?", "??", "{", "}",
    r"\pL", r"\p{Greek}", r"\x41", r"\x{1F600}", r"\Q", r"\E", r"\A", r"\z", r"\n", r"\t", "[[:alpha:]]", "[a-", "-", "\\", r"\.", r"\C", "(?=", "(?!", "(?<=", r"\1", "5", "®", "-",
    "MRI", "50", "can't", "co-op", "\u00e9", "A", "\u0130", "<treatment>", "<condition>", r"\-", "#", "\n", "a", "(?#x)", r"\a", "[]a]", r"[\d-z]",
)  # fmt: skip
SEARCHED = (
    "no", "risk", "cure", "cured", "the", "5", "MRI", "50%", "can't", "co-op", "naïve", "a", "K", " ", " ", " ", ", ", "-", ". ", "\n", "/", "é", "İ", "ſ", "k", "😀", "®", "\ufffc",
)  # fmt: skip

SUPPRESSIONS = (
    *_PLAIN,
    *DIRECTIVES,
    *_PROSE[:4],
    "<p>",
    "</p>",
    "# ",
    "- ",
    "`",
    "```\n",
    "<pre>",
    "&lt;!--",
    "<script>",
    "{{",
)
PAGE = (*_PROSE, *_PLAIN, *DIRECTIVES, "# ", "## ", "- ", "1. ", "> ", "**", "*", "| a | b |\n|---|---|\n", "<b>", "</b>", "<p>", "</p>", "<table><tr><td>", "<h2>", "</h2>",
        "<li>", "`", "```\n", "[a](b)", "---\npage-type: medicine\n---\n", "&nbsp;", "&lt;", '<img alt="', "<q>", "</q>")  # fmt: skip
FIXES = (
    "prior to ", "in order to ", "due to the fact that ", "in the event of ", "a number of ", "at this point in time ", "5.0 mg ", ".5 mg ", "5mg ", "5  mg ", "5\u00a0mg ",
    "10.0 ", "µg ", "1-2 mg ", "QD ", "bid ", "cc ", "½ tablet ", "laminae is ", "a vertebrae ", "A ", "An ", "a ", "an ", "utilize ", "victim of ", "suffers from ", "Prior To ",
    "dose of ", "Take ", "give ", "the level is ", "\n", "\r\n", "\n\n", "# ", "- ", "1. ", "> ", "| ", " |\n", "<b>", "</b>", "<p>", "</p>", "**", "*", "_", "<!-- x -->", "[", "](b) ",
    "&nbsp;", "&amp;", "&#53;", "\u00a0", "\ufeff", "é", "e\u0301", ". ", ", ", "(", ")", "“", "”", "`", "\\", "{{ x }}", "every day ", "4 x daily ", "IU ", "2,5 ", "1,000.0 mg ",
)  # fmt: skip

BASELINE = (
    '{"schema": "carelint/baseline@1", "findings": [', "]}", '{"path": "page.md", "rule": "claims/cure", "fingerprint": "0123456789abcdef", "text": "cures"}', ",", "\n", "{", "}", "[", "]",
    '"', ":", '"path"', '"rule"', '"fingerprint"', '"text"', '"count"', '"count": 2', '"count": -1', '"count": 99999999999', "1e999", "-0", "null", "true", '"schema": "carelint/baseline@2"',
    '"schema"', '"findings"', "<<<<<<< a\n", ">>>>>>> b\n", '"\\ud800"', "\\u0000", "\ufeff", '"../../etc/passwd"', '"/etc/passwd"', '"page.md"', '"gone.md"', *_PLAIN,
)  # fmt: skip
