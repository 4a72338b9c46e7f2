"""Syntax: which pipeline is used, plain data out, nothing imported early, passive voice on labelled sentences."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from linter.errors import InputError
from linter.language import syntax
from linter.language.passive import by_parse
from linter.language.syntax import Memory, Parsed, Pipeline, load

FOLDER = Path(syntax.__file__).parent / "carelint_en"
needs_spacy = pytest.mark.skipif(find_spec("spacy") is None, reason='needs spaCy: pip install "carelint[syntax]"')


@pytest.fixture
def with_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "_spacy_missing", lambda: "")


@pytest.fixture
def without_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "find_spec", lambda name: None)


# Which pipeline


def test_off_is_no_pipeline() -> None:
    assert load("off") is None


@pytest.mark.usefixtures("without_spacy")
def test_auto_does_without_spacy() -> None:
    assert load("auto") is None


@pytest.mark.usefixtures("without_spacy")
@pytest.mark.parametrize("name", ["on", "en_core_web_sm"])
def test_what_is_asked_for_by_name_is_missed(name: str) -> None:
    with pytest.raises(InputError, match=r"carelint\.toml:3: syntax = ‘.*’ needs spaCy.*pip install \"carelint\[syntax\]\""):
        load(name, where="carelint.toml:3")


@pytest.mark.parametrize("found", ["3.7.5", "2.3.9", "4.0.0"])
def test_another_spacy_is_named(monkeypatch: pytest.MonkeyPatch, found: str) -> None:
    monkeypatch.setattr(syntax, "spacy_version", lambda: found)
    assert load("auto") is None
    with pytest.raises(InputError, match=re.escape(found)):
        load("on")


@pytest.mark.usefixtures("with_spacy")
@pytest.mark.parametrize("name", ["auto", "on", "carelint_en"])
def test_ours_is_known_by_name_and_version_before_it_is_read(name: str) -> None:
    pipeline = load(name)
    assert pipeline is not None
    assert pipeline.version() == "carelint_en 1.1"


@pytest.mark.usefixtures("with_spacy")
@pytest.mark.parametrize("name", ["./model", str(FOLDER), "../carelint_en", "json", "antigravity", "pytest", "", "en core"])
def test_a_path_or_a_package_that_is_no_pipeline_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no spaCy pipeline"):
        load(name)
    assert "antigravity" not in sys.modules


@pytest.mark.usefixtures("with_spacy")
@pytest.mark.parametrize("components", [["tok2vec", "tagger", "parser", "ner"], ["tok2vec", "tagger", "ner"]])
def test_an_installed_pipeline_is_used_by_name(monkeypatch: pytest.MonkeyPatch, components: list[str]) -> None:
    words = Words()
    words.pipe_names = list(components)
    entry = SimpleNamespace(name="en_x", value="en_x", dist=SimpleNamespace(version="3.2"))
    modules = {"spacy": None, "en_x": SimpleNamespace(load=lambda: words)}
    monkeypatch.setattr(metadata, "entry_points", lambda group: [entry] if group == "spacy_models" else [])
    monkeypatch.setattr(syntax.importlib, "import_module", modules.__getitem__)
    pipeline = load("en_x")
    assert pipeline is not None
    assert pipeline.version() == "en_x 3.2"
    if "parser" in components:
        assert pipeline.parse(["Sit down."])[0].texts == ("Sit", "down.")
        assert words.pipe_names == ["tok2vec", "tagger", "parser"]
    else:
        with pytest.raises(InputError, match="‘en_x’ has no parser"):
            pipeline.parse(["Sit down."])


def test_asking_for_a_pipeline_imports_no_spacy() -> None:
    ask = "import sys, linter.language.syntax as s; p = s.load('auto'); p and p.version(); print('spacy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", ask], cwd=FOLDER.parents[2], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_what_ships_is_small_and_says_its_licence() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 6_000_000
    meta = json.loads((FOLDER / "meta.json").read_text("utf-8"))
    assert (meta["name"], meta["version"], meta["license"]) == ("carelint_en", "1.1", "CC BY-SA 4.0")
    assert "UD_English-EWT" in (FOLDER / "README.md").read_text("utf-8")
    assert "CC-BY-SA-4.0" in (FOLDER / "LICENSE").read_text("utf-8")
    assert not any(path.suffix in (".pkl", ".pickle", ".py") for path in files)


# Parsing, with a stand-in for spaCy


class Token(str):
    i: int
    idx: int
    tag_ = "NN"
    dep_ = "dep"

    @property
    def head(self) -> Token:
        return self


class Words:
    """As much of a pipeline as is needed: tokens are what spaces part."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.pipe_names: list[str] = []

    def disable_pipe(self, name: str) -> None:
        self.pipe_names.remove(name)

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        yield

    def pipe(self, texts: Iterable[str]) -> Iterator[list[Token]]:
        batch = list(texts)
        self.asked.append(batch)
        for text in batch:
            tokens = []
            for number, match in enumerate(re.finditer(r"\S+", text)):
                token = Token(match.group())
                token.i, token.idx = number, match.start()
                tokens.append(token)
            yield tokens


def test_one_batch_for_what_is_new_and_nothing_twice() -> None:
    words = Words()
    pipeline = Pipeline("words", "1", "", nlp=words)
    first = pipeline.parse(["Sit down.", "Stand up.", "Sit down."])
    assert words.asked == [["Sit down.", "Stand up."]]
    assert first[0] == first[2]
    assert pipeline.parse(["Stand up.", "Lie down."])[0] == first[1]
    assert words.asked[1:] == [["Lie down."]]
    assert pipeline.parse([]) == []


def test_another_version_does_not_read_what_one_version_kept() -> None:
    store, old, new = Memory(), Words(), Words()
    Pipeline("words", "1", "", store, old).parse(["Sit down."])
    Pipeline("words", "2", "", store, new).parse(["Sit down."])
    assert new.asked == [["Sit down."]]


@pytest.mark.parametrize(
    "sentence",
    [
        "  Take\u00a0it\n\n  with  food. ",
        "‘Don’t’ – ring \u2028 us",
        "\ud800 half\tof 🙂  it",
        "see https://a.example/b?c  now",
        "e\u0301  ﬁ",
    ],
)
def test_places_are_those_of_the_sentence_as_given(sentence: str) -> None:
    parsed = Pipeline("words", "1", "", nlp=Words()).parse([sentence])[0]
    assert [sentence[start : parsed.end(token)] for token, start in enumerate(parsed.starts)] == list(parsed.texts)
    assert list(parsed.texts) == sentence.split()


def test_what_is_no_sentence_is_not_parsed() -> None:
    words = Words()
    assert Pipeline("words", "1", "", nlp=words).parse(["", " \n", "a " * 5000]) == [Parsed()] * 3
    assert words.asked == []


def test_memory_forgets_the_oldest_and_asks_the_store_behind_it() -> None:
    behind = Memory(limit=10)
    memory = Memory(limit=2, behind=behind)
    a, b, c = (Parsed((0,), (text,), ("NN",), ("ROOT",), (0,)) for text in "abc")
    memory.put(b"a", a)
    memory.put(b"b", b)
    assert memory.get(b"a") == a
    memory.put(b"c", c)
    assert list(memory._kept) == [b"a", b"c"]
    assert memory.get(b"b") == b
    assert memory.get(b"d") is None


def test_a_pipeline_that_breaks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> Any:
        raise OSError("[E050] Can't find\nmodel")

    monkeypatch.setattr(syntax.importlib, "import_module", broken)
    with pytest.raises(InputError, match=re.escape("‘en_x’ cannot be loaded: [E050] Can't find model")):
        Pipeline("en_x", "1", "carelint.toml").parse(["Sit down."])


# Passive voice


def parsed(text: str, *tokens: str) -> Parsed:
    """`tag dep head` for each word of the text."""
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    tags, deps, heads = zip(*(token.split() for token in tokens), strict=True)
    return Parsed(tuple(starts), tuple(text.split()), tags, deps, tuple(map(int, heads)))


@pytest.mark.parametrize(
    ("subject", "auxiliary"), [("nsubj:pass", "aux:pass"), ("nsubjpass", "auxpass")], ids=["universal", "official pipelines"]
)
def test_a_group_starts_at_its_first_auxiliary(subject: str, auxiliary: str) -> None:
    text = "It has never been tested"
    sentence = parsed(text, f"PRP {subject} 4", "VBZ aux 4", "RB advmod 4", f"VBN {auxiliary} 4", "VBN ROOT 4")
    assert [text[start:end] for start, end in by_parse(sentence)] == ["has never been tested"]


@pytest.mark.parametrize("labels", ["aux:pass nsubj:pass VBN", "auxpass nsubjpass VBN", "cop nsubj VBD"])
def test_a_question_holds_its_subject_and_is_known_though_it_is_labelled_wrong(labels: str) -> None:
    auxiliary, subject, tag = labels.split()
    sentence = parsed("Is it done ?", f"VBZ {auxiliary} 2", f"PRP {subject} 2", f"{tag} ROOT 2", ". punct 2")
    assert by_parse(sentence) == [(0, 10)]


def test_the_perfect_and_the_progressive_are_not_passive() -> None:
    assert by_parse(parsed("It has healed", "PRP nsubj 2", "VBZ aux 2", "VBN ROOT 2")) == []
    assert by_parse(parsed("Is it healing", "VBZ aux 2", "PRP nsubj 2", "VBG ROOT 2")) == []


@pytest.mark.parametrize("word", ["located", "Called", "tired"])
def test_participles_used_as_adjectives_are_left_out(word: str) -> None:
    assert by_parse(parsed(f"It is {word}", "PRP nsubj:pass 2", "VBZ aux:pass 2", "VBN ROOT 2")) == []


def test_used_to_depends_on_what_follows() -> None:
    group = ("PRP nsubj:pass 2", "VBP aux:pass 2", "VBN ROOT 2")
    assert by_parse(parsed("They are used to cut", *group, "TO mark 4", "VB xcomp 2")) == [(5, 13)]
    assert by_parse(parsed("They are used to noise", *group, "IN case 4", "NN obl 2")) == []


# With spaCy


@pytest.fixture(scope="module")
def ours() -> Pipeline:
    pipeline = load("on")
    assert pipeline is not None
    return pipeline


@needs_spacy
def test_what_comes_out_is_plain_data(ours: Pipeline) -> None:
    sentence = "The  drain\u00a0will be removed\nby “your” nurse."
    found = ours.parse([sentence])[0]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Parsed) == found
    assert [sentence[start : found.end(token)] for token, start in enumerate(found.starts)] == list(found.texts)
    assert {type(part) for field in msgspec.structs.astuple(found) for part in field} == {int, str}
    assert found.tags[found.texts.index("removed")] == "VBN"
    assert [sentence[start:end] for start, end in by_parse(found)] == ["will be removed"]


@needs_spacy
@pytest.mark.filterwarnings("error")
def test_spacy_reads_the_folder_as_it_is() -> None:
    import spacy

    nlp = spacy.load(FOLDER)
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser"]


@needs_spacy
@pytest.mark.parametrize("text", ["x" * 999, "\u200b\u00ad", "((((", "\x00\x1b[2J", "\ud800", "a\u0301" * 500, "🙂" * 300])
def test_any_text_can_be_parsed(ours: Pipeline, text: str) -> None:
    found = ours.parse([text])[0]
    assert all(0 <= start < found.end(token) <= len(text) for token, start in enumerate(found.starts))


@needs_spacy
def test_passive_voice_on_the_labelled_sentences(ours: Pipeline) -> None:
    lines = (Path(__file__).parent / "data" / "passive_sentences.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "passive\t"))]
    assert len(rows) == 200
    found = [bool(by_parse(one)) for one in ours.parse([re.sub("[⟦⟧]", "", sentence) for _, _, sentence in rows])]
    right = sum(said and passive == "yes" for said, (passive, _, _) in zip(found, rows, strict=True))
    assert right / sum(found) >= 0.95
    assert right / sum(passive == "yes" for passive, _, _ in rows) >= 0.95
