"""Makes `carelint_en` from a treebank folder: converts, trains with spaCy's own `train`, trims, writes figures and notices.

python tools/train_carelint_en/train.py TREEBANK [--out linter/language/carelint_en] [--work FOLDER]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import spacy
from evaluate import treebank_figures
from prepare import prepare
from spacy.cli.train import train
from spacy.util import import_file
from thinc.api import Config

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "linter" / "language" / "carelint_en"
VERSION = "1.1"
_MOST = 6_000_000  # bytes, all files together


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("treebank", type=Path, help="folder with one CoNLL-U file each for train, dev and test, or gzipped")
    arguments.add_argument(
        "--out", type=Path, default=SHIPPED, help="where the pipeline goes; README.md and LICENSE there stay"
    )
    arguments.add_argument("--work", type=Path, default=Path("build/carelint_en"), help="folder for what is made on the way")
    given = arguments.parse_args()

    started = time.monotonic()
    prepare(given.treebank, given.work)
    import_file("augment", HERE / "augment.py")
    corpus = {f"paths.{part}": str(given.work / f"{part}.spacy") for part in ("train", "dev")}
    train(HERE / "config.cfg", given.work / "pipeline", overrides=corpus)
    sys.stdout.write(f"trained in {(time.monotonic() - started) / 60:.0f} minutes\n")
    ship(given.work / "pipeline" / "model-best", given.out, given.work)
    return 0


def ship(trained: Path, out: Path, work: Path) -> None:
    """Writes the pipeline as it is shipped: no training words, no paths of this machine, what it is in meta.json."""
    nlp = spacy.load(trained)
    figures = {part: treebank_figures(nlp, work / f"{part}.spacy") for part in ("dev", "test")}
    made = work / "shipped"
    shutil.rmtree(made, ignore_errors=True)
    nlp.to_disk(made)

    # Words get their place in the tables from their letters, so of all strings only the labels have to be known.
    labels = {label for name in ("tagger", "parser") for label in nlp.get_pipe(name).labels}
    (made / "vocab" / "strings.json").write_text(json.dumps(sorted(labels)), "utf-8")
    config = Config().from_disk(made / "config.cfg", interpolate=False)
    for section in ("paths", "corpora", "training", "pretraining", "initialize"):
        config.pop(section, None)
    config.to_disk(made / "config.cfg")
    (made / "meta.json").write_text(
        json.dumps(_meta(nlp.meta["labels"], figures), indent=2, ensure_ascii=False) + "\n", "utf-8"
    )

    _same(nlp, spacy.load(made), work / "test.spacy")
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
    if size > _MOST:
        raise SystemExit(f"{size:,} bytes, more than {_MOST:,}")
    for old in out.iterdir() if out.exists() else ():
        if old.name not in ("README.md", "LICENSE"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copytree(made, out, dirs_exist_ok=True)
    sys.stdout.write(f"{out}: {size:,} bytes\n{json.dumps(figures, indent=2)}\n")


def _same(trained: Any, shipped: Any, corpus: Path) -> None:
    texts = [doc.text for doc in list(spacy.tokens.DocBin().from_disk(corpus).get_docs(trained.vocab))[:300]]
    for before, after in zip(trained.pipe(texts), shipped.pipe(texts), strict=True):
        if [(t.tag_, t.dep_, t.head.i) for t in before] != [(t.tag_, t.dep_, t.head.i) for t in after]:
            raise SystemExit(f"trimming changed the parse of: {before.text}")


def _meta(labels: dict[str, Any], figures: dict[str, dict[str, float]]) -> dict[str, Any]:
    return {
        "lang": "en",
        "name": "carelint_en",
        "version": VERSION,
        "spacy_version": ">=3.8.0,<4.0.0",
        "description": "Small English tagger and parser for single sentences, the part of carelint that confirms findings.",
        "author": "The carelint authors",
        "license": "CC BY-SA 4.0",
        "pipeline": ["tok2vec", "tagger", "parser"],
        "components": ["tok2vec", "tagger", "parser"],
        "disabled": [],
        "vectors": {"width": 0, "vectors": 0, "keys": 0, "name": None},
        "labels": labels,
        "sources": [
            {
                "name": "Universal Dependencies English Web Treebank (UD_English-EWT)",
                "url": "https://github.com/UniversalDependencies/UD_English-EWT",
                "license": "CC BY-SA 4.0",
                "author": "Natalia Silveira, Timothy Dozat, Christopher Manning, Sebastian Schuster, Ethan Chi, John Bauer, "
                "Miriam Connor, Marie-Catherine de Marneffe, Nathan Schneider, Sam Bowman, Hanzhi Zhu, Daniel Galbraith",
            }
        ],
        "performance": figures,
    }


if __name__ == "__main__":
    sys.exit(main())
