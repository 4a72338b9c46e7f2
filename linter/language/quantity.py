"""The record of one quantity: what was measured, in which unit, and where it stands."""

from __future__ import annotations

import msgspec


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A measurement. Places are offsets into `Page.text`, `end` exclusive.

    `low` and `high` are the ends of a range as written (`10-5 mL` has low 10), in `unit`; `value` is the middle. A compound
    (`5 ft 4 in`) is one quantity in its first unit. `number_*` spans all that is number, `unit_*` the unit as written (`form`)
    that stands last. `comparator` is what limits it, in lower case (`no more than`): it stands before `start`.
    `joint_start` and `joint_end` are the place between the two numbers of a range (` to `, `-`, ` mg to `).
    A number that borrows its unit from a later one (the 5 of `5, 10 and 20 mg`) has an empty `form` and unit place.
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    value: float
    unit: str
    dimension: str
    si_value: float | None
    system: str
    form: str
    symbol: bool
    number_start: int
    number_end: int
    unit_start: int
    unit_end: int
    block: int
    comparator: str = ""
    comparator_start: int = -1
    joint_start: int = -1
    joint_end: int = -1
    kind: str = "value"  # value | range | compound | tolerance; of `amounts` also chance | money | point | age

    @classmethod
    def of_number(
        cls, text: str, start: int, end: int, low: float, high: float, unit: str, dimension: str, block: int,
        si_value: float | None = None, system: str = "", symbol: bool = False,
    ) -> Quantity:  # fmt: skip
        """A number that has its unit from elsewhere, such as the head of its column: no unit stands at it."""
        return cls(
            text=text, start=start, end=end, low=low, high=high, value=(low + high) / 2, unit=unit, dimension=dimension,
            si_value=si_value, system=system, form="", symbol=symbol, number_start=start, number_end=end, unit_start=end,
            unit_end=end, block=block, kind="value" if low == high else "range",
        )  # fmt: skip

    @property
    def is_range(self) -> bool:
        return self.kind == "range"

    @property
    def joint(self) -> str:
        """The word between the ends: the `or` of a choice, `and` after *between*, otherwise `to`."""
        words = self.text.lower()
        return next((word for word in ("or", "and") if f" {word} " in words), "to")

    @property
    def has_unit(self) -> bool:
        """Whether the unit stands at the number itself."""
        return self.unit_end > self.unit_start
