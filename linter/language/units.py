"""The units of measurement that carelint knows (`rules/lexicon/units.tsv`), and how one is read at a place of a text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from linter.lexicon import Row, read_table, split_cell
from linter.store.regexes import regex


class Unit(msgspec.Struct, frozen=True):
    """One unit. A value in it is `(value + offset) * factor` in SI. `system` is metric, us, both or ""."""

    name: str
    dimension: str
    factor: float = 1.0
    offset: float = 0.0
    system: str = ""

    def to_si(self, value: float) -> float:
        return (value + self.offset) * self.factor

    def from_si(self, value: float) -> float:
        return value / self.factor - self.offset

    @property
    def has_si(self) -> bool:
        """Whether values compare with those of other units (a tablet and a degree of an angle compare with nothing)."""
        return self.dimension in _SI_DIMENSIONS

    def per(self, other: Unit, amount: float = 1.0, amount_text: str = "") -> Unit:
        """The rate of this unit by another: mg/kg, mg/5 mL."""
        return Unit(
            name=f"{self.name}/{amount_text + ' ' if amount_text else ''}{other.name}",
            dimension=f"{self.dimension}/{other.dimension}",
            factor=self.factor / (other.factor * amount) if other.factor * amount else self.factor,
            system=self.system if self.system == other.system or not other.system else self.system or other.system,
        )


_SI_DIMENSIONS = frozenset(
    ("mass", "volume", "length", "area", "temperature", "time", "energy", "pressure", "amount", "ratio", "radiation")
)


class Form(msgspec.Struct, frozen=True):
    """One way to write a unit: a symbol (`mg`) or a word (`milligrams`)."""

    text: str
    unit: Unit
    symbol: bool


class UnitMatch(msgspec.Struct, frozen=True):
    """A unit read in a text."""

    start: int
    end: int
    form: Form


class Units:
    """All forms, looked up by how they are written: symbols in their capitals, words in any."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_name: dict[str, Unit] = {}
        self.money: dict[str, Unit] = {}  # by sign or name: no measure, read apart
        self._symbols: dict[str, Form] = {}
        self._names: dict[str, Form] = {}
        self._longer: dict[str, list[Form]] = {}  # forms of several tokens, by their first, the longest first
        for row in rows:
            unit = Unit(row["unit"], row["dimension"], _number(row["factor"]), _number(row["offset"]), row["system"])
            self.by_name[unit.name] = unit
            if unit.dimension == "money":
                self.money |= dict.fromkeys(split_cell(row["symbols"]) + split_cell(row["names"]), unit)
                continue
            for symbol in split_cell(row["symbols"]):
                self._add(Form(symbol, unit, symbol=True))
            for name in split_cell(row["names"]):
                self._add(Form(name, unit, symbol=False))
        for forms in self._longer.values():
            forms.sort(key=lambda form: -len(form.text))

    def _add(self, form: Form) -> None:
        token = _TOKEN.match(form.text)
        assert token is not None, form.text
        if token.end() < len(form.text) or token[0] == "°":
            self._longer.setdefault(token[0].lower(), []).append(form)
        elif form.symbol:
            self._symbols[form.text] = form
        else:
            self._names[form.text] = form

    @property
    def words(self) -> list[str]:
        """Every form that a number word may stand before: names, and symbols of two letters or more."""
        firsts = {form.text.split(" ")[0] for forms in self._longer.values() for form in forms if form.text[0].isalpha()}
        return sorted(
            {*self._names, *firsts, *(symbol for symbol in self._symbols if len(symbol) > 1 and symbol.isalpha())} - {"in"}
        )

    def read(self, text: str, lower: str, at: int) -> UnitMatch | None:
        """The unit that begins at a place of the text."""
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        word = token[0]
        low = word.lower()
        for form in self._longer.get(low, ()):
            end = at + len(form.text)
            if lower.startswith(form.text.lower(), at) and not text[end : end + 1].isalpha():
                return UnitMatch(at, end, form)
        form_or_none = self._symbols.get(word) or self._names.get(low)
        return UnitMatch(at, token.end(), form_or_none) if form_or_none else None


_TOKEN = regex(r"[A-Za-zµ]++|[°℃℉%]")


def _number(cell: str) -> float:
    above, _, below = cell.partition("/")
    return float(above) / float(below) if below else float(above)


@cache
def load() -> Units:
    """The units that ship, read once."""
    from linter.shipped import rules_folder

    path = rules_folder() / "lexicon" / "units.tsv"
    return Units(read_table(path.read_text("utf-8"), "rules/lexicon/units.tsv"))
