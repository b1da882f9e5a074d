"""What is typed in Spanish is read by its own lexicon, as English is by its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.bank.model import Text
from mmn_check.interview.menus import asks_for, option_named, option_taken, says_yes
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.lexicon import Lexicon, listed, words_of
from mmn_check.understanding.parsed_answer import Command, NeedsConfirmation, ParsedAnswer, Rejected
from mmn_check.understanding.utterance import says, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Words, answered
from tests.support.profile import examples
from tests.support.sketches import read_sketches, sketched

CLOCK = Clock(today=date(2026, 11, 21), age=52)
TABLES = sorted((Path(__file__).parent / "phrases").glob("*.yaml"))
ENGLISH, SPANISH = Lexicon("en"), Lexicon("es")
SECTIONS = ("tokens", "replies", "dates")


def step_of(name: str) -> Step:
    table = read_sketches(Path(__file__).with_name("phrases").joinpath(name).read_text("utf-8"))
    return sketched(table["question"], table.get("table"), "es")


STEPS = {path.stem: step_of(path.name) for path in TABLES}
PICKED = [STEPS[name] for name in ("si_o_no", "comienzo", "tareas", "lugares")]


def said_in(lexicon: Lexicon) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every way to say something: the section, the canonical token or name, the words."""
    for section in (*SECTIONS, "phrases"):
        for canonical, line in lexicon.section(section).items():
            for one in listed(line):
                yield section, canonical, words_of(one)


KNOWN = {words for _, _, words in said_in(SPANISH)}
LEAKING = sorted(
    {
        words[0]
        for _, _, words in said_in(ENGLISH)
        if len(words) == 1 and words not in KNOWN and len(words[0]) > 1
    }
)
TYPED = st.lists(st.sampled_from([*sorted(" ".join(one) for one in KNOWN), "3d", "a", "2", ","]))


@pytest.mark.parametrize("step", PICKED, ids=lambda step: step.item.kind)
def test_no_english_word_leaks(step: Step) -> None:
    """A word of the English lexicon that is not Spanish is asked about, wherever it is typed."""
    readings = {word: read_answer(step, word, clock=CLOCK) for word in LEAKING}

    assert {
        word: reading
        for word, reading in readings.items()
        if not isinstance(reading, Rejected | NeedsConfirmation)
    } == {}


def test_the_lexicon_has_many_words() -> None:
    """The words that must not leak are really looked at."""
    assert {"twice", "everything"} <= set(LEAKING)
    assert len(LEAKING) > 250


@pytest.mark.parametrize("lexicon", [ENGLISH, SPANISH], ids=["en", "es"])
def test_no_phrase_stands_twice_in_a_section(lexicon: Lexicon) -> None:
    """What is one canonical token cannot be another one of the same section."""
    meanings = {one for one in said_in(lexicon) if one[0] in ("tokens", "replies")}
    said = Counter((section, words) for section, _, words in meanings)

    assert [one for one, count in said.items() if count > 1] == []


@pytest.mark.parametrize("part", ["1", "1 ", "un ", "1 y ", "si ", "los ", "día ", "1.000", "a"])
def test_nothing_takes_long(part: str) -> None:
    """However oddly words and figures follow each other, they are read at once."""
    typed = f"hace {part * 300}"[:300]
    began = process_time()
    for step in PICKED:
        read_answer(step, typed, clock=CLOCK)

    assert process_time() - began < 1


def test_a_long_text_is_left_alone() -> None:
    """What is too long for an answer is a story: nobody reads it for phrases."""
    assert words_in("sí, " * 100_000, "es") == ()


@settings(max_examples=examples(150), deadline=None)
@given(typed=st.one_of(TYPED.map(" ".join), st.text()), step=st.sampled_from([*STEPS.values()]))
def test_nothing_typed_breaks_and_free_words_are_kept_to_the_letter(typed: str, step: Step) -> None:
    """Whatever is typed is read, and what is kept of free words is what was typed."""
    reading = read_answer(step, typed, clock=CLOCK)

    offered = (
        [one.reading for one in reading.options]
        if isinstance(reading, NeedsConfirmation)
        else [reading]
    )
    kept = [
        one.answer.value.text
        for one in offered
        if isinstance(one, ParsedAnswer) and isinstance(one.answer.value, Words)
    ]
    assert all(text == normalize("NFC", typed).strip() for text in kept)
    assert isinstance(step.item, Text) or not kept


def test_a_sentence_quotes_what_was_typed() -> None:
    """What may be kept is shown as it was typed, not as it was folded."""
    reading = read_answer(STEPS["texto"], "No lo sé.", clock=CLOCK)

    assert isinstance(reading, NeedsConfirmation)
    assert "“No lo sé.”" in reading.sentence
    assert reading.options[1].reading == ParsedAnswer(answered(Words("No lo sé.")))


@pytest.mark.parametrize("label", ["Sí, a veces", "Once", "El o la que ayuda", "Sin dolor", "He"])
def test_every_label_meets_its_own_words(label: str) -> None:
    """A label typed as it stands is that choice, whatever English its words may look like."""
    step = sketched(
        {"kind": "one", "ask": "¿Cuál?", "choices": [label, "Cosa distinta"]}, language="es"
    )
    assert read_answer(step, label, clock=CLOCK) == ParsedAnswer(answered(label.lower()))


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2", 1), ("la dos", 1), ("derecha", 0), ("d", 0), ("Ambos.", 2), ("no sé", 3)],
)
def test_an_option_is_taken_in_spanish(typed: str, number: int) -> None:
    """Where the side is asked for, it is said in Spanish."""
    step = STEPS["lugares"]
    sure = read_answer(step, "mano", clock=CLOCK)
    assert isinstance(sure, NeedsConfirmation)

    assert read_option(step, sure, typed, clock=CLOCK) == sure.options[number].reading


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("sí", 0),
        ("Claro que sí.", 0),
        ("no", 1),
        ("atrás", Command("repeat")),
        ("y", None),
        ("once", None),
    ],
)
def test_a_doubt_is_settled_in_spanish(typed: str, taken: int | Command | None) -> None:
    """A question whether that was meant is answered by a Spanish yes or no."""
    step = STEPS["tareas"]
    sure = read_answer(step, "frascos", clock=CLOCK)
    assert isinstance(sure, NeedsConfirmation)
    read = read_option(step, sure, typed, clock=CLOCK)

    match taken:
        case None:
            assert isinstance(read, Rejected)
        case int(number):
            assert read == sure.options[number].reading
        case command:
            assert read == command


def test_the_programs_own_questions_hear_spanish() -> None:
    """A yes, a number, a command and an option of the program's own are said in Spanish."""
    assert says_yes("Sí, por favor.", "es")
    assert not says_yes("y", "es")
    numbers = tuple(f"Línea {number}" for number in range(1, 31))
    assert option_taken("número veintidós", numbers, "es") == 21
    assert option_taken("once", numbers, "es") == 10
    assert asks_for("Ayuda, por favor.", "es") == "help"
    assert asks_for("¿Por qué?", "es") == "help"
    assert asks_for("salir", "es") == "stop"
    assert option_named("quiero cinco minutos", ("Unos 5 minutos", "Unos 20 minutos"), "es") == 0
    assert option_named("y", ("Sí", "No"), "es") is None
    assert says("Déjalo así.", "es", "keep")
    assert not says("keep it", "es", "keep")


def test_a_row_is_taken_out_in_spanish() -> None:
    """The row's own name may stand in the phrase."""
    step = STEPS["medicinas"]
    step = replace(step, item=replace(step.item, required=True))
    assert read_answer(step, "quitar esta medicina", clock=CLOCK) == Command("no_more")
    assert read_answer(step, "Bórrala.", clock=CLOCK) == Command("no_more")
