"""What was typed is taken apart once, and its words are looked up in the lexicon."""

from __future__ import annotations

import pytest

from mmn_check.understanding.lexicon import Token, Vocabulary, alike, lexicon, pieces_of, words_of
from mmn_check.understanding.utterance import utterance


def test_pieces_are_folded_and_know_what_they_touch() -> None:
    """Case, accents and apostrophes go; a figure with its letter is told from one beside it."""
    pieces = utterance("  ¡Así’s 2r, 3 B: right-handed. ", "es")

    assert [piece.word for piece in pieces.pieces] == [
        *("asis", "2", "r", ",", "3", "b", ":", "right", "handed")
    ]
    assert [at for at, piece in enumerate(pieces.pieces) if piece.touches] == [2, 3, 6]


def test_the_text_stays_as_typed() -> None:
    """Only white space around it goes."""
    assert utterance("  Yes,  I do. ", "en").text == "Yes,  I do."


def test_the_longest_phrase_counts() -> None:
    """Of "a couple of" no word is looked up by itself."""
    known = Vocabulary({words_of("a couple of"): Token("COUPLE"), words_of("a"): Token("A")})

    tokens = known.tokens(pieces_of("A couple of days, a day"))

    assert [token.word for token in tokens] == ["COUPLE", "days", ",", "A", "day"]


@pytest.mark.parametrize(
    ("language", "said", "number"),
    [
        ("en", "twenty one", 21),
        ("en", "ninety-nine", 99),
        ("en", "０７", 7),
        ("es", "treinta y una", 31),
        ("es", "veintiún", 21),
        ("es", "novecientas", 900),
        ("en", "9" * 200, 10**9),
    ],
)
def test_a_number_is_one_token_however_it_is_written(language: str, said: str, number: int) -> None:
    """Figures of any script and words alike come to one number."""
    tokens = utterance(said, language).tokens()

    assert [token.number for token in tokens] == [number]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_number_below_a_hundred_is_spelled_once(language: str) -> None:
    """Each number has its words, and no words have two numbers."""
    numbers = dict(lexicon(language).spelled_numbers())

    assert set(range(100)) <= set(numbers.values())


def test_a_language_without_a_lexicon_is_read_as_english() -> None:
    """Its sentences may be in the catalog before anybody wrote its words down."""
    assert lexicon("xx").section("numbers")["tens"].startswith("twenty")


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("en", "breathe/breathing drag/dragging leg/legs worse/worst weak/weakness"),
        ("en", "write/written vaccine/vaccines improves/improvement tight/tightness"),
        ("es", "respirar/respiro respirar/respiracion mejor/mejorcito igual/igualito dedo/dedos"),
        ("es", "tropece/tropezar escribia/escrito torcer/torcido caminar/caminata"),
    ],
)
def test_forms_of_one_word_are_alike(language: str, pairs: str) -> None:
    """They differ by the ends that words take, or in few of their letters."""
    told = [pair.split("/") for pair in pairs.split()]

    assert [(one, other) for one, other in told if not alike(one, other, language)] == []


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("en", "breath/breast thin/thing stroke/strong forearm/forehead need/needle hand/handle"),
        ("en", "stress/stretch seesaw/sees over/overtime interpret/interval heart/heat"),
        ("es", "responde/respirar pierna/pierde medias/medico tiempo/tiembla viene/vientre"),
        ("es", "cuerpo/cuero estado/estable escalera/escalofrio fuera/fuerza debajo/debil"),
    ],
)
def test_words_with_one_beginning_are_not_alike_for_it(language: str, pairs: str) -> None:
    """Four letters make no word another: "no me responde" names no trouble to "respirar"."""
    told = [pair.split("/") for pair in pairs.split()]

    assert [(one, other) for one, other in told if alike(one, other, language)] == []
