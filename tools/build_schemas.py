#!/usr/bin/env python3
"""Build the JSON Schemas in schemas/, with which editors complete and check configurations, rules and profiles.

    python tools/build_schemas.py

They come from the structs that read these files, and what an editor shows on a key from the tables of the docs. They are of
draft 7, which the editors' servers for YAML and TOML know best. A test says when they have to be built again.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linter import checks, config, rulefile  # noqa: E402 - from this checkout, wherever the script is started
from linter.guards import GUARDS  # noqa: E402
from linter.rulebook import Profile, rules_folder  # noqa: E402

FOLDER = ROOT / "schemas"
Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_SIZE = r"^[0-9]+(\.[0-9]+)?([KkMmGg][Bb])$"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")


def files() -> dict[str, str]:
    """Every schema as its file holds it, by file name."""
    schemas = {"carelint": configuration(), "rule": rule(), "profile": profile()}
    return {f"{name}.schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def configuration() -> Schema:
    """Of `carelint.toml`."""
    schema, parts = _of(config.Settings)
    settings = schema["properties"]
    settings["max-page-size"]["pattern"] = _SIZE
    override, approval = parts["Override"]["properties"], parts["Approval"]["properties"]
    for options in (settings["options"], override["options"]):  # one number or word each: see rulebook.tuned
        options["additionalProperties"]["additionalProperties"] = {"type": ["string", "number", "boolean"]}
    for profiles in (settings["profile"], override["profile"]):
        _choose(profiles, _profiles())
    for key in ("rule", "path", "text", "reason", "approved-by"):
        approval[key]["pattern"] = r"\S"
    for properties, heading in ((settings, "Settings"), (override, "Overrides"), (approval, "Approvals")):
        _describe(properties, "docs/configuration.md", heading)
    return {"$schema": _DRAFT, "title": "carelint.toml", **schema, "definitions": parts}


def rule() -> Schema:
    """Of a rule file. What a check reads stands beside the keys of every rule, so each check has a list of keys of its own."""
    common, parts = _of(rulefile.Rule)
    for key in ("file", "params"):
        del common["properties"][key]
    keys = common["properties"]
    _describe(keys, "docs/writing-rules.md", "Keys of a rule")
    keys["id"]["pattern"] = r"^[^/\s]+/[^/\s]+$"
    _choose(keys["unless"]["items"], sorted(GUARDS))
    _choose(keys["check"], checks.names())
    _choose(parts["Condition"]["properties"]["guards"]["items"], sorted(GUARDS))
    _choose(parts["Example"]["properties"]["profile"], _profiles())
    # An example may be written as a text alone; a bad one marks its place once.
    marked = r"^[^⟦⟧]*⟦[^⟦⟧]*⟧[^⟦⟧]*$"
    whole = {"$ref": "#/definitions/Example"}
    sides = parts["Examples"]["properties"]
    sides["bad"]["items"] = {
        "anyOf": [{"type": "string", "pattern": marked}, {"allOf": [whole, {"properties": {"text": {"pattern": marked}}}]}]
    }
    sides["good"]["items"] = {"anyOf": [{"type": "string"}, whole]}
    two = {"properties": {"examples": {"properties": {side: {"minItems": 2} for side in ("bad", "good")}}}}
    by_check = []
    for name in checks.names():
        own, own_parts = _of(checks.load(name).Params, prefix=f"{name}.")
        parts |= own_parts
        properties = {**dict.fromkeys(keys, True), **own["properties"]}
        then = {"required": own["required"], "properties": properties, "additionalProperties": False}
        by_check.append({"if": {"properties": {"check": {"const": name}}, "required": ["check"]}, "then": then})
    return {
        "$schema": _DRAFT,
        "title": "A rule of carelint",
        "type": "object",
        "required": common["required"],
        "properties": keys,
        "allOf": [{"if": {"required": ["tested-elsewhere"]}, "else": two}, *by_check],
        "definitions": parts,
    }


def profile() -> Schema:
    """Of a profile, as carelint brings them."""
    schema, parts = _of(Profile)
    return {"$schema": _DRAFT, "title": "A profile of carelint", **schema, "definitions": parts}


# -- from struct to schema -------------------------------------------------------------------


def _of(model: Any, prefix: str = "") -> tuple[Schema, dict[str, Schema]]:
    """The schema of a struct, and those of the structs that it holds, by name. Two checks may have structs of one name."""
    (made,), parts = msgspec.json.schema_components([model], ref_template=f"#/definitions/{prefix}{{name}}")
    own = _draft_7(parts.pop(made["$ref"].rpartition("/")[2].removeprefix(prefix)))
    return own, {prefix + name: _draft_7(part) for name, part in parts.items()}


def _draft_7(schema: Any) -> Any:
    """A schema as draft 7 writes it, without what speaks to programmers: names of structs and their docstrings."""
    if isinstance(schema, list):
        return [_draft_7(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: part for key, part in schema.items() if key != "propertyNames"}  # msgspec has them from 0.23 on
    if isinstance(schema.get("title"), str):
        schema = {key: part for key, part in schema.items() if key not in ("title", "description")}
    if "properties" in schema:
        schema = dict(schema)
        schema["properties"] = {name: _draft_7(part) for name, part in schema["properties"].items()}
    if "prefixItems" in schema:
        schema = {**schema, "items": schema["prefixItems"], "additionalItems": schema["items"]}
        del schema["prefixItems"]
    if isinstance(schema.get("anyOf"), list) and {"type": "null"} in schema["anyOf"]:  # neither file has a null to write
        kept = [part for part in schema["anyOf"] if part != {"type": "null"}]
        others = {key: part for key, part in schema.items() if key not in ("anyOf", "default")}
        schema = {**others, **kept[0]} if len(kept) == 1 else {**others, "anyOf": kept}
    if "$ref" in schema:  # beside which draft 7 reads nothing
        return {"$ref": schema["$ref"]}
    return {key: part if key in ("properties", "default", "enum") else _draft_7(part) for key, part in schema.items()}


def _choose(schema: Schema, choices: tuple[str, ...] | list[str]) -> None:
    schema.pop("type", None)
    schema["enum"] = list(choices)


def _profiles() -> list[str]:
    return sorted(path.stem for path in (rules_folder() / "profiles").glob("*.yaml"))


def _describe(properties: dict[str, Schema], page: str, heading: str) -> None:
    """Give each key what the last column of a table of the docs says of it, as plain text."""
    section = (ROOT / page).read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    for line in section.splitlines():
        if match := re.fullmatch(r"\| `([^`]+)` \| (.*) \|", line):
            said = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", match[2].split(" | ")[-1])
            if "$ref" not in properties[match[1]]:
                properties[match[1]]["description"] = said


if __name__ == "__main__":
    main()
