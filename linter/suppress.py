"""What keeps a finding back: a comment on the page that gives its reason, or an approval in the configuration."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from fnmatch import fnmatchcase

import msgspec

from linter.config import Approval
from linter.draft import Draft, span
from linter.findings import Suppressed
from linter.page import Comment, Page
from linter.selection import matches

PLACEHOLDER = "REASON"  # stands where a reason is still to be written, and is none
_WORD = "carelint-"


class Directive(msgspec.Struct, kw_only=True):
    """One suppression on the page, and the stretch of the source it holds for. `used` once it has held a finding back.

    `ended` says where single rules of a family end before the stretch of the family does.
    """

    comment: Comment
    rules: tuple[str, ...]
    reason: str
    start: int
    end: int
    line: int
    used: bool = False
    closed: bool = True
    ended: dict[str, int] = {}


class Problem(msgspec.Struct, frozen=True):
    """Something wrong with the page's own directives, or an approval past its day: the meta rule, a place, what to say."""

    rule: str
    start: int
    end: int
    value: str


def directives(page: Page) -> tuple[list[Directive], list[Problem]]:
    """The page's suppressions in order, and what is wrong with them."""
    found: list[Directive] = []
    problems: list[Problem] = []
    for comment in sorted(page.comments, key=lambda comment: comment.start):
        if not comment.text.startswith(_WORD):
            continue
        order, rest = [*comment.text.removeprefix(_WORD).split(None, 1), "", ""][:2]
        names, _, reason = rest.partition(":")
        rules = tuple(name for name in names.replace(",", " ").split() if name)
        if order == "enable":
            _end(found, rules, comment.start)
            continue
        if order not in ("disable", "disable-next-line"):
            problems.append(
                Problem(
                    "meta/suppression-without-reason",
                    comment.start,
                    comment.end,
                    f"‘{_WORD}{order}’ is no order carelint knows",
                )
            )
            continue
        if not rules or reason.strip() in ("", PLACEHOLDER):
            what = "names no rule" if not rules else "gives no reason"
            problems.append(Problem("meta/suppression-without-reason", comment.start, comment.end, f"this suppression {what}"))
            continue
        start, end = (comment.end, len(page.source)) if order == "disable" else _next_line(page, comment.end)
        found.append(
            Directive(
                comment=comment,
                rules=rules,
                reason=reason.strip(),
                start=start,
                end=end,
                line=page.line_column(comment.start)[0],
                closed=order != "disable",
            )
        )
    return found, problems


def _end(found: list[Directive], rules: tuple[str, ...], position: int) -> None:
    """End the open stretches of some rules and families, or of all; the other rules of such a stretch stay held back."""
    for directive in [directive for directive in found if not directive.closed]:
        ended = tuple(name for name in directive.rules if not rules or any(matches(name, rule) for rule in rules))
        staying = tuple(name for name in directive.rules if name not in ended)
        if ended and staying:
            found.append(msgspec.structs.replace(directive, rules=staying))
            directive.rules = ended
        if ended:
            directive.end, directive.closed = position, True
        else:
            for rule in rules:
                if any(matches(rule, name) for name in directive.rules):
                    directive.ended.setdefault(rule, position)


def _next_line(page: Page, position: int) -> tuple[int, int]:
    """The next line that holds anything, after the line of a place."""
    starts = page.line_starts
    at = bisect_right(starts, position)
    while at < len(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(page.source)
        if page.source[starts[at] : end].strip():
            return starts[at], end
        at += 1
    return len(page.source), len(page.source)


def hold_back(
    drafts: list[Draft], page: Page, found: Sequence[Directive], approvals: Sequence[Approval], today: date
) -> tuple[list[Draft], list[Suppressed], list[Problem]]:
    """The drafts without the places that are suppressed or approved; what was held back, and approvals past their day.

    A term that is suppressed at its first use is reported at the next. Protected rules heed approvals only.
    """
    if not found and not approvals:
        return drafts, [], []
    kept: list[Draft] = []
    held: list[Suppressed] = []
    problems: list[Problem] = []
    for draft in drafts:
        rule = draft.choice.rule.id
        places = []
        for place in draft.places:
            start, end, _ = span(place, page)
            approval = _approval(rule, page, start, end, approvals, today)
            if approval is not None and approval.until >= today:
                held.append(Suppressed(rule, page.line_column(start)[0], approval.reason, "approved"))
                continue
            if approval is not None:
                problems.append(Problem("meta/expired-approval", start, end, f"{approval.approved_by}, until {approval.until}"))
            reached = span(msgspec.structs.replace(place, line=0), page)[0]  # front matter holds no comment
            directive = _directive(rule, reached, found)
            if directive is not None and not draft.choice.is_protected(place.context):
                directive.used = True
                held.append(Suppressed(rule, page.line_column(start)[0], directive.reason, "page"))
                continue
            places.append(place)
        if places:
            draft.places = places
            kept.append(draft)
    return kept, held, problems


def _directive(rule: str, start: int, found: Sequence[Directive]) -> Directive | None:
    for directive in found:
        end = directive.ended.get(rule, directive.end)
        if directive.start <= start < end and any(matches(rule, name) for name in directive.rules):
            return directive
    return None


def _approval(rule: str, page: Page, start: int, end: int, approvals: Sequence[Approval], today: date) -> Approval | None:
    """The approval of a finding, one that still holds before one that is past its day."""
    expired: Approval | None = None
    for approval in approvals:
        path_fits = (
            page.path == approval.path
            or page.path.endswith("/" + approval.path)
            or fnmatchcase("/" + page.path, "*/" + approval.path)
        )
        if approval.rule == rule and path_fits and approval.text.casefold() in page.source[start:end].casefold():
            if approval.until >= today:
                return approval
            expired = expired or approval
    return expired


def unsettled(found: Sequence[Directive], is_left_out: Callable[[str], bool]) -> list[Problem]:
    """Suppressions that held nothing back, and stretches that were never closed.

    A rule or family that this run was asked to leave out says nothing of its suppressions.
    """
    problems = [
        Problem("meta/unused-suppression", directive.comment.start, directive.comment.end, ", ".join(directive.rules))
        for directive in found
        if not directive.used and not any(map(is_left_out, directive.rules))
    ]
    problems += [
        Problem("meta/unclosed-disable", directive.comment.start, directive.comment.end, ", ".join(directive.rules))
        for directive in found
        if not directive.closed
    ]
    return problems
