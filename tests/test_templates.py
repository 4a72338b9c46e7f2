"""Template directives: where they begin and end, and which may put something on a page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.readers import templates


def found(source: str) -> list[str]:
    return [source[start:end] for start, end in templates.find(source, 0, len(source))]


@pytest.mark.parametrize(
    "directive",
    [
        "{{ name }}",
        "{{{ raw }}}",
        "{{ card({a: {b: {c: 1}}}) }}",
        "{{< figure src='a' >}}",
        "{{% note %}}",
        "{{!-- a }} comment --}}",
        "{% if x > 5 %}",
        "{% card\n  title='a'\n%}",
        "{# a\n\n{{ b }} comment #}",
        "{% comment %} best cure {% endcomment %}",
        "<% if x %>",
        "<%= name %>",
        "<?php echo '{{ a';\n\n $b = 1 ?>",
        "<?= $name ?>",
    ],
)
def test_directives_are_found_whole(directive: str) -> None:
    assert found(f"before {directive} after {directive}") == [directive, directive]


@pytest.mark.parametrize(
    "words",
    [
        "a {{ b",
        "a }} b",
        "{ a } and {b}",
        "open {{ here\n\nclose }} there",
        "## Title {#anchor} and #} so on",
        "5 <% 6",
        "<?xml a?>",
    ],
)
def test_what_is_never_closed_is_text(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    ("directive", "is_content"),
    [
        ("{{ name }}", True),
        ("{% include 'x' %}", True),
        ("{%- if x -%}", False),
        ("{% endif %}", False),
        ("{% extends 'x' %}", False),
        ("{# note #}", False),
        ("{{!-- note --}}", False),
        ("{{/* note */}}", False),
        ("<?php echo 1 ?>", True),
    ],
)
def test_what_steers_puts_nothing_on_the_page(directive: str, is_content: bool) -> None:
    assert templates.is_content(directive, 0) is is_content


@given(
    st.lists(
        st.sampled_from(["{", "}", "{{", "}}", "{%", "%}", "{#", "#}", "<%", "%>", "<?php", "?>", "a", " ", "\n", "\r"])
    ).map("".join)
)
def test_places_are_in_order_and_masking_keeps_lengths(source: str) -> None:
    spans = templates.find(source, 0, len(source))
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(source)
        last = end
    masked = templates.mask(source, 0, len(source), spans, "x")
    assert len(masked) == len(source)
    assert all(a == b or b == "x" for a, b in zip(source, masked, strict=True))


@pytest.mark.integration
@pytest.mark.parametrize(
    "piece", ["{{", "{{ }", "{{{ }} ", "{%", "{#", "{# ", "<%", "<?php ", "{% comment %}", "{{\n\n}}", "{{!--"]
)
def test_time_is_linear_on_hostile_text(piece: str) -> None:
    def seconds(size: int) -> float:
        source = piece * (size // len(piece))
        began = time.process_time()
        templates.find(source, 0, len(source))
        return time.process_time() - began

    assert min(seconds(400_000) for _ in range(2)) < 12 * max(min(seconds(100_000) for _ in range(2)), 0.01)


def test_shortcodes_in_brackets_are_directives_and_links_are_none() -> None:
    source = '[vc_row][vc_column width="1/2"] [gallery ids="1,2"] [a](x) [sic] [b][ref] [note]: [/vc_column][/vc_row]'
    found = [source[start:end] for start, end in templates.find(source, 0, len(source))]
    assert found == ["[vc_row]", '[vc_column width="1/2"]', '[gallery ids="1,2"]', "[/vc_column]", "[/vc_row]"]
    assert [templates.is_content(source, source.index(text)) for text in found] == [False, False, True, False, False]
