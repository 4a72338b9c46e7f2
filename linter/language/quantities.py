"""Measurements on a page: number, range, unit, dimension and comparator, with their places.

One walk over the digits of a page and one search for number words before a unit. What looks like a quantity and is none (dates,
telephone numbers, times of day, `COVID-19`, `stage 3`, `1 in 10`) is left out by what stands beside the number.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.language import numerals, units
from linter.language import quantity_patterns as near
from linter.language.numerals import Number
from linter.language.quantity import Quantity as Quantity
from linter.language.units import Unit, UnitMatch, Units

if TYPE_CHECKING:
    from linter.page import Page


@cache
def _word_pattern() -> Any:
    import re2

    words = sorted({form.lower() for form in units.load().words}, key=len, reverse=True)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 32 << 20
    return re2.compile(rf"\b{numerals.WORDS}(?: (?:to|or) {numerals.WORDS})?[ -](?:{'|'.join(words)})\b", options)


_LONGEST_LIST = 6


def _is_year(number: Number) -> bool:
    return number.end - number.start == 4 and 1900 <= number.value <= 2100


def find(page: Page) -> list[Quantity]:
    """All measurements of a page, in order, none overlapping."""
    return list(_Finder(page).run())


class _Finder:
    """The walk over one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.folded
        self.lower = page.lower
        self.units: Units = units.load()
        self.points = page.locale == "eu"  # 1.000 is a thousand

    def run(self) -> Iterator[Quantity]:
        starts = [match.start() for match in near.START.finditer(self.text)]
        words = [match.start() for match in _word_pattern().finditer(self.lower)]
        if words:
            starts = sorted(starts + words)
        done = 0
        for at in starts:
            if at < done:
                continue
            found = self._at(at, done)
            if isinstance(found, Quantity):
                yield found
                done = found.end
            elif isinstance(found, list):
                yield from found
                done = found[-1].end
            else:
                done = found

    def _at(self, at: int, done: int) -> Quantity | list[Quantity] | int:
        """What the number that begins here measures, or where to go on."""
        text = self.text
        if text[at] in "0123456789":
            if self._is_naked(at, done):
                at -= 1
            before = text[at - 1 : at] if at else ""
            if before and self._glued(before, at):
                rest = near.TOKEN_REST.match(text, at)
                assert rest is not None
                return max(rest.end(), at + 1) if before not in near.MONEY else at + 1
            masked = near.DATE_OR_PHONE.match(text, at)
            if masked:
                return masked.end()
        number = self._number(at)
        if number is None:
            return at + 1
        return self._quantity(number) or self._listed(number) or max(number.end, at + 1)

    def _is_naked(self, at: int, done: int) -> bool:
        """Whether the point before a digit belongs to it: `.5`, but not `v1.5`, `...5` or `§.5`."""
        if at - 1 < done or self.text[at - 1 : at] != ".":
            return False
        ahead = self.text[at - 2 : at - 1] if at > 1 else ""
        return not (ahead.isalnum() or (ahead and ahead in ".)§"))

    def _glued(self, before: str, at: int) -> bool:
        """Whether the number belongs to something before it: B12, COVID-19, 03/04, $5, 10:30."""
        if before.isalnum() or before in "_#^@\ufffc" or before in near.MONEY:
            return True
        ahead = self.text[at - 2 : at - 1]
        if before in ".,:/" and ahead.isdigit():
            return True
        if not ahead:
            return False
        return (before in "-'" and (ahead.isalnum() or ahead in ")%")) or (before == "." and ahead.isalnum())

    def _number(self, at: int) -> Number | None:
        """The number at a place, with the thousands that a space parts: `10 000`, or `2 500` where no line may break there."""
        if self.text.startswith("-", at):
            number = numerals.read(self.text, self.lower, at + 1, points=self.points)
            return Number(at, number.end, -number.value) if number else None
        number = numerals.read(self.text, self.lower, at, points=self.points)
        if number is None or self.text[number.end : number.end + 1] != " " or not self.text[at : number.end].isdigit():
            return number
        if number.end - at > 3:
            return number
        group = near.THOUSANDS.match(self.text, number.end)
        if group is None:
            return number
        if not group[0].endswith(" 000"):  # `2 500 mg tablets` are two tablets
            space = self.page.source[slice(*self.page.place(number.end, number.end + 1))]
            if space not in near.FIXED_SPACES:
                return number
        return Number(at, group.end(), float(self.text[at : group.end()].replace(" ", "")))

    # -- one quantity ---------------------------------------------------------------------

    def _unit(self, at: int) -> UnitMatch | None:
        """The unit after a number that ends at `at`, across one space or hyphen."""
        gap = near.GAP.match(self.text, at)
        assert gap is not None
        start = gap.end()
        unit = self.units.read(self.text, self.lower, start)
        if unit is None and (kind := near.OF_A_KIND.match(self.lower, at)) is not None:
            return self.units.read(self.text, self.lower, kind.end())
        return unit if unit is not None and self._is_unit(unit, at) else None

    def _is_unit(self, unit: UnitMatch, number_end: int) -> bool:
        """Whether letters that look like a unit are one here."""
        form = unit.form.text
        if form == "in":  # mostly a preposition
            closed = unit.start == number_end and not self.text[unit.end : unit.end + 1].isalnum()
            return closed or bool(near.INCH_AFTER.match(self.text, unit.end))
        if len(form) == 1 and form.isalpha():  # mostly a label
            return self._is_letter_unit(unit, number_end)
        if form == "st":  # 1st, 10 St. Mary's Road
            is_stone = number_end != unit.start or near.STONE.match(self.text, max(number_end - 2, 0)) is not None
            return is_stone and not near.STREET.match(self.text, unit.end)
        if unit.form.unit.dimension in ("times", "cells"):  # four times a day: a rate, or nothing
            return near.PER.match(self.lower, unit.end) is not None
        return form != "day" or not near.ONE_DAY.search(self.lower, max(number_end - 12, 0), number_end)

    def _is_letter_unit(self, unit: UnitMatch, number_end: int) -> bool:
        form, follows, beyond = unit.form.text, self.text[unit.end : unit.end + 1], self.text[unit.end + 1 : unit.end + 2]
        if follows == "-":  # 5 C-sections, but 2 C-8 C
            return beyond.isdigit()
        if follows.isdigit() or follows in ("'", "&", "(") or (follows == "." and beyond.isalpha()):
            return False
        if follows == "/" and form not in "gmLlUCF":
            return False
        if form in "sd":  # the 1980s, 3d
            return number_end != unit.start
        return not (form in "uh" and self.text[unit.start - 1] == "-")

    def _quantity(self, first: Number) -> Quantity | None:
        """The quantity that a number begins, if a unit follows."""
        text, lower = self.text, self.lower
        if near.CLOCK.match(lower, first.end):
            return None
        before = lower[max(first.start - 24, 0) : first.start]
        if near.LABEL.search(before):
            return None
        unit = self._unit(first.end)
        if unit is not None:
            return self._with_unit(first, unit)
        joint = near.TOLERANCE.match(text, first.end)
        if joint:
            return self._second(first, joint.end(), "tolerance")
        joint = near.TO.match(lower, first.end) or (near.AND.match(lower, first.end) if self._is_between(first) else None)
        if joint:
            return None if self._is_change(first) else self._second(first, joint.end(), "range")
        if text.startswith("/", first.end) and first.digits:
            return self._pressure(first)
        return self._feet(first) or self._inch_mark(first)

    def _is_change(self, first: Number) -> bool:
        """Whether `from 40 to 20 mg` says how something changed: two values, and no range."""
        before = self.lower[max(first.start - 80, 0) : first.start]
        return before.endswith("from ") and near.CHANGE.search(before) is not None

    def _listed(self, first: Number) -> list[Quantity] | None:
        """`5, 10 and 20 mg`, `from 40 to 20 mg`: numbers that share the unit of the last of them."""
        if near.LISTED.match(self.lower, first.end) is None or near.LABEL.search(
            self.lower, max(first.start - 24, 0), first.start
        ):
            return None
        numbers, number = [first], first
        while len(numbers) < _LONGEST_LIST:
            joint = near.LISTED.match(self.lower, number.end)
            following = self._number(joint.end()) if joint else None
            if following is None or near.CLOCK.match(self.lower, following.end):
                return None
            number = following
            unit = self._unit(number.end)
            if unit is None:
                numbers.append(number)
                continue
            if unit.form.unit.dimension not in near.SHARED or joint is None or joint[0].endswith(", "):
                return None
            if any(not n.digits or not 1e-3 < abs(n.value) / (abs(number.value) or 1) < 1e3 or _is_year(n) for n in numbers):
                return None
            last = self._with_unit(number, unit)
            if last is None:
                return None
            return [*(self._sharing(n, unit) for n in numbers), last]
        return None

    def _sharing(self, number: Number, match: UnitMatch) -> Quantity:
        unit, _ = self._rate(match.form.unit, match.end)
        return self._build(
            number, number.end, number.value, number.value, unit, (number.end, number.end), number.end, "", False, "value"
        )

    def _is_between(self, first: Number) -> bool:
        return near.BETWEEN.search(self.lower, max(first.start - near.BETWEEN_REACH, 0), first.start) is not None

    def _with_unit(self, first: Number, unit: UnitMatch) -> Quantity | None:
        """`5 mg`, `5 mg to 10 mg`, `5 ft 4 in`, `15 mg/kg`."""
        lower = self.lower
        joint = near.TO.match(lower, unit.end)
        if joint is None and self._is_between(first):
            joint = near.AND.match(lower, unit.end)
        if joint and " or " not in joint[0]:
            second = self._number(joint.end())
            other = self._unit(second.end) if second else None
            if second and other and other.form.unit.dimension == unit.form.unit.dimension and not self._is_change(first):
                return self._make(first, second, other, "range", low_unit=unit.form.unit)
        gap = near.SMALL_GAP.match(self.text, unit.end)
        if gap:
            second = self._number(gap.end())
            other = self._unit(second.end) if second else None
            if second and other is None and unit.form.unit.name == "ft":
                other = self._inches(second)
            if second and other:
                size = near.SMALLER.get((unit.form.unit.name, other.form.unit.name))
                if size and second.value < size and (gap[0] == " " or other.form.unit.dimension == "time"):
                    return self._make(first, second, other, "compound", low_unit=unit.form.unit)
        return self._make(first, first, unit, "value")

    def _inch_mark(self, first: Number) -> Quantity | None:
        """`4"`: inches, where no quotation is open that the mark could close."""
        if not first.digits or not near.INCH_MARK.match(self.text, first.end):
            return None
        start = self.page.blocks[self.page.block_at(first.start)].start
        if self.text.count('"', max(start, first.start - 400), first.start) % 2:
            return None
        end, inch = first.end + 1, self.units.by_name["inch"]
        return self._build(first, first.end, first.value, first.value, inch, (first.end, end), end, '"', True, "value")

    def _inches(self, second: Number) -> UnitMatch | None:
        """`in` after feet, whatever follows."""
        gap = near.GAP.match(self.text, second.end)
        assert gap is not None
        unit = self.units.read(self.text, self.lower, gap.end())
        return unit if unit and unit.form.unit.name == "inch" else None

    def _second(self, first: Number, at: int, kind: str) -> Quantity | None:
        second = self._number(at)
        if second is None or (self.text.startswith("-", second.end) and self.text[second.end + 1 : second.end + 2].isdigit()):
            return None
        unit = self._unit(second.end)
        if unit is None or (kind == "range" and " or " in self.text[first.end : at] and abs(second.value - first.value) > 2):
            return None
        return self._make(first, second, unit, kind)

    def _pressure(self, first: Number) -> Quantity | None:
        """`120/80 mmHg`: two pressures in one."""
        second = self._number(first.end + 1)
        unit = self._unit(second.end) if second else None
        if second is None or unit is None or unit.form.unit.dimension != "pressure":
            return None
        return self._make(first, Number(first.start, second.end, first.value), unit, "value")

    def _feet(self, first: Number) -> Quantity | None:
        """`5'4"`."""
        match = near.FEET_INCHES.match(self.text, first.end)
        if match is None or not first.digits or first.value > 9:
            return None
        foot = self.units.by_name["ft"]
        value = first.value + float(match[1]) / 12
        return self._build(
            first, match.end(1), value, value, foot, (match.end() - 1, match.end()), match.end(), '"', True, "compound"
        )

    def _is_of_fluid(self, first: Number) -> bool:
        return near.FLUID_IS.search(self.lower, max(first.start - near.FLUID_REACH, 0), first.start) is not None

    # -- putting it together --------------------------------------------------------------

    def _make(self, first: Number, second: Number, match: UnitMatch, kind: str, low_unit: Unit | None = None) -> Quantity:
        unit, end = match.form.unit, match.end
        if unit.name == "oz" and (near.OF_FLUID.match(self.lower, end) or self._is_of_fluid(first)):
            unit = self.units.by_name["fl oz"]
        low, high = first.value, second.value
        if kind == "compound" and low_unit is not None:
            low = high = round(low + second.value * unit.factor / low_unit.factor, 9)
            unit = low_unit
        elif kind == "tolerance":
            low, high = first.value - second.value, first.value + second.value
        elif low_unit is not None and low_unit.name != unit.name:
            low = float(f"{unit.from_si(low_unit.to_si(low)):.12g}")
        start = first
        if unit.dimension == "temperature" and self._is_negative(first.start):
            start = Number(first.start - 1, first.end, -first.value)
            low, high = (-low, -high) if kind == "value" else (-low, high)
        power = near.POWER.match(self.lower, end) if unit.dimension == "length" else None
        if power:
            unit, end = self.units.by_name.get(unit.name + ("²" if power[1] == "squared" else "³"), unit), power.end()
        unit_end = end
        if kind != "compound":
            unit, end = self._rate(unit, end)
        number_end = second.end
        return self._build(
            start, number_end, low, high, unit, (match.start, max(unit_end, end)), end, "", match.form.symbol, kind,
            (first.end, second.start) if kind == "range" else (-1, -1),
        )  # fmt: skip

    def _is_negative(self, at: int) -> bool:
        return self.text[at - 1 : at] == "-" and (at < 2 or self.text[at - 2] in " (\n")

    def _rate(self, unit: Unit, end: int) -> tuple[Unit, int]:
        """The unit with what it is counted by: mg/kg, mg per kg, beats per minute, 250 mg/5 mL."""
        for _ in range(2):
            joint = near.PER.match(self.text, end)
            if joint is None:
                break
            if joint[0].startswith(" a") and unit.dimension != "times":
                break
            other = self.units.read(self.text, self.lower, joint.end())
            if other is None or (joint[1] and other.form.unit.dimension == unit.dimension):
                break
            unit = unit.per(other.form.unit, float(joint[1] or 1), joint[1] or "")
            end = other.end
        return unit, end

    def _build(
        self,
        first: Number,
        number_end: int,
        low: float,
        high: float,
        unit: Unit,
        unit_place: tuple[int, int],
        end: int,
        form: str,
        symbol: bool,
        kind: str,
        joint: tuple[int, int] = (-1, -1),
    ) -> Quantity:
        start = first.start
        value = (low + high) / 2
        comparator = near.COMPARATOR.search(self.lower, max(start - 24, 0), start)
        return Quantity(
            text=self.page.text[start:end],
            start=start,
            end=end,
            low=low,
            high=high,
            value=value,
            unit=unit.name,
            dimension=unit.dimension,
            si_value=unit.to_si(value) if unit.has_si or "/" in unit.dimension else None,
            system=unit.system,
            form=form or self.text[unit_place[0] : unit_place[1]],
            symbol=symbol,
            number_start=start,
            number_end=number_end,
            unit_start=unit_place[0],
            unit_end=unit_place[1],
            block=self.page.block_at(start),
            comparator=comparator[0].strip() if comparator else "",
            comparator_start=comparator.start() if comparator else -1,
            joint_start=joint[0],
            joint_end=joint[1],
            kind=kind,
        )
