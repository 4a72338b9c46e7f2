"""Every factor against pint, pair by pair. pint is asked here alone; carelint itself never imports it."""

from __future__ import annotations

from itertools import combinations

import pytest

from linter.language import units

pint = pytest.importorskip("pint", reason="pint is not installed: pip install -e '.[dev]'")
UNITS = units.load()

# What pint calls each unit. What it does not know, or knows otherwise, stands in `OURS` with the reason.
PINT = {
    "mg": "mg", "g": "g", "mcg": "microgram", "µg": "microgram", "ng": "ng", "pg": "pg", "kg": "kg", "tonne": "metric_ton",
    "lb": "lb", "oz": "oz", "st": "stone", "ton": "short_ton",
    "mL": "mL", "L": "L", "dL": "dL", "cL": "cL", "µL": "microliter", "fL": "femtoliter", "cc": "cc", "cm³": "cm**3",
    "mm³": "mm**3", "m³": "m**3", "fl oz": "fluid_ounce", "cup": "cup", "tsp": "teaspoon", "tbsp": "tablespoon",
    "pint": "pint", "quart": "quart", "gallon": "gallon",
    "mm": "mm", "cm": "cm", "m": "m", "km": "km", "µm": "micrometer", "nm": "nm", "inch": "inch", "ft": "foot", "yard": "yard",
    "mile": "mile",
    "m²": "m**2", "cm²": "cm**2", "mm²": "mm**2", "km²": "km**2", "sq in": "inch**2", "sq ft": "foot**2", "sq mi": "mile**2",
    "acre": "international_acre",
    "°C": "degC", "°F": "degF",
    "second": "second", "ms": "ms", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight",
    "kcal": "kcal", "calorie": "kcal", "kJ": "kJ", "Btu": "Btu_it", "eV": "eV",
    "mmHg": "mmHg", "cmH2O": "cmH2O", "kPa": "kPa", "psi": "psi",
    "Hz": "Hz", "kHz": "kHz", "MHz": "MHz",
    "mGy": "mGy", "Gy": "Gy", "mSv": "mSv",
    "kB": "kB", "MB": "MB", "GB": "GB", "TB": "TB", "EB": "EB",
    "mol": "mol", "mmol": "mmol", "µmol": "micromol", "nmol": "nmol", "pmol": "pmol",
    "µM": "micromol/L", "mM": "mmol/L", "nM": "nmol/L", "%": "percent", "percentage point": "percent",
}  # fmt: skip
OURS = {
    "working day": "pint has none; five make a week",
    "month": "the mean month of the calendar; pint's is a twelfth of a Julian year",
    "year": "the mean year of the calendar; pint's is Julian",
    "decade": "ten of our years",
    "degree": "mostly a temperature whose scale is missing, so it converts to nothing",
    "dB": "a level, not a factor",
    "mEq": "pint has no equivalents: what one weighs depends on the ion",
}
# Dimensions that count things, or set by assay: no factor to test.
COUNTED = frozenset(
    """activity colonies tablets capsules pills drops puffs sprays patches sachets lozenges gummies suppositories vials spoonfuls capfuls
    droppers injections doses times beats breaths cells money points beats/time voltage power time²""".split()
)


@pytest.fixture(scope="module")
def registry() -> object:
    found = pint.UnitRegistry(cache_folder=None)
    found.define("international_acre = 43560 * foot ** 2")  # pint's acre is in survey feet
    return found


def test_every_unit_is_tested_or_says_why_not():
    missing = {
        unit.name
        for unit in UNITS.by_name.values()
        if unit.dimension not in COUNTED and unit.name not in PINT and unit.name not in OURS
    }
    assert missing == set()


def pairs() -> list[tuple[units.Unit, units.Unit]]:
    known = [unit for unit in UNITS.by_name.values() if unit.name in PINT and unit.name not in OURS]
    return [(a, b) for a, b in combinations(known, 2) if a.dimension == b.dimension]


@pytest.mark.parametrize(("first", "second"), pairs(), ids=lambda unit: unit.name)
def test_pair(registry: object, first: units.Unit, second: units.Unit):
    for value in (1.0, 37.5):
        there = registry.Quantity(value, PINT[first.name]).to(PINT[second.name]).magnitude
        assert second.from_si(first.to_si(value)) == pytest.approx(there, rel=1e-7)


def test_pint_is_not_imported_by_the_product():
    from pathlib import Path

    for file in (Path(__file__).parent.parent / "linter").rglob("*.py"):
        assert "import pint" not in file.read_text("utf-8"), file
