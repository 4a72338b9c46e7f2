"""What each pass over the training sentences varies: words are made unknown, sentences lower case.

A page about kidneys is full of words that no treebank sentence holds, so the tagger and the parser have to learn to do with
the first and last letters of a word. A rare word gets other letters in its middle now and then: it keeps its beginning and
its ending, which is what the embedding sees of an unknown word, and is no longer the word that was learned. The rarer a
word, the more often (word dropout as in Kiperwasser and Goldberg 2016). The digits of a number are drawn anew by the same rule.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

_ENDS = 4  # letters at each end that the embedding sees


@spacy.registry.augmenters("carelint.unknown_words.v1")
def unknown_words(corpus: Path, rate: float, lower: float) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter: a word that `corpus` holds n times is made unknown with probability rate / (rate + n), and a share
    `lower` of all sentences is lower case."""
    counts: Counter[str] = Counter()
    for doc in DocBin().from_disk(corpus).get_docs(spacy.blank("en").vocab):
        counts.update(token.lower_ for token in doc)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        words = [token.text for token in example.reference]
        varied = [
            _unknown(word) if random.random() < rate / (rate + counts[word.lower()]) else word  # seeded by spaCy
            for word in words
        ]
        if random.random() < lower:
            varied = [word.lower() for word in varied]
        if varied == words:
            yield example
            return
        content = example.to_dict()
        content["token_annotation"]["ORTH"] = varied
        text = "".join(word + " " * bool(token.whitespace_) for word, token in zip(varied, example.reference, strict=True))
        yield Example.from_dict(nlp.make_doc(text), content)

    return augment


def _unknown(word: str) -> str:
    if any(char.isdigit() for char in word):
        return "".join(str(random.randrange(10)) if char.isdigit() else char for char in word)
    if len(word) <= _ENDS or not word.isalpha():
        return word
    if len(word) < 2 * _ENDS:  # seen whole: one letter changes, never of the ending
        place = random.randrange(1, len(word) - 3)
        return word[:place] + random.choice("aeiorstn") + word[place + 1 :]
    middle = "".join(random.choices("aeiorstn", k=random.randint(1, 4)))
    return word[:_ENDS] + middle + word[_ENDS:]
