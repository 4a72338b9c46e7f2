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

    @property
    def is_range(self) -> bool:
        return self.kind == "range"

    @property
    def has_unit(self) -> bool:
        """Whether the unit stands at the number itself."""
        return self.unit_end > self.unit_start
