from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.bank.model import Text
from mmn_check.i18n import speaking
from mmn_check.interview.menus import WISHES, asks_for, number_in, option_named, says_yes
from mmn_check.understanding.answer_reading import (
    amounts,
    doings,
    listing,
    naming,
    one_sided,
    phrases,
    picking,
    sides,
    spoken,
    yes_no,
)
from mmn_check.understanding.answers import (
    Again,
    Command,
    Sure,
    Understood,
    read_answer,
    read_option,
)
from mmn_check.understanding.dates.reading import Clock
from mmn_check.understanding.dates.tokens import tokens_of
from mmn_check.understanding.hearing import heard, spanish_replies, spanish_words
from mmn_check.understanding.hearing.phrasebook import LONGEST, MARK
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Words, answered
from tests.support.profile import examples
from tests.support.sketches import read_sketches, sketched

CLOCK = Clock(today=date(2026, 11, 21), age=52)
TABLES = sorted((Path(__file__).parent / "phrases").glob("*.yaml"))
LETTERS = re.compile(r"[^\W\d_ªº]+")
MADE_BY_TURNS = {"th", "i", "it", "an", "at", "to", "out", "point", "hundred"}


def step_of(name: str) -> Step:
    table = read_sketches(Path(__file__).with_name("phrases").joinpath(name).read_text("utf-8"))
    return sketched(table["question"], table.get("table"))


STEPS = {path.stem: step_of(path.name) for path in TABLES}
PICKED = [STEPS[name] for name in ("si_o_no", "comienzo", "tareas", "lugares")]


def english_words(tables: Iterable[Mapping[str, str]]) -> set[str]:
    return {word for table in tables for english in table for word in english.split()}


def said_in(module: object) -> set[str]:
    """Every word in the tables of a module of the readers, whatever their shape."""
    tables = [value for name, value in vars(module).items() if name.strip("_").isupper()]
    return set(words_in(tables))


def words_in(value: object) -> Iterable[str]:
    match value:
        case str():
            yield from (word for word in re.split(r"[,\s]+", value) if LETTERS.fullmatch(word))
        case Mapping():
            yield from words_in([*value.keys(), *value.values()])
        case list() | tuple() | set() | frozenset():
            for one in value:
                yield from words_in(one)


READERS = (amounts, doings, listing, naming, one_sided, phrases, picking, sides, spoken, yes_no)
CLOSED = sorted({one.casefold() for one in set().union(*map(said_in, READERS)) | WISHES})
"""Every word of the readers' English."""
ANSWERS = spanish_replies.TABLES + spanish_words.TABLES
SPANISH = {said for t in ANSWERS for line in t.values() for said in line.split(", ")}
ALSO_SPANISH = {"i", "no", "once"}
"""English words that mean something else in Spanish, or the same: no, eleven, the key for ideas."""
TYPED = st.lists(st.sampled_from([*sorted(SPANISH), "de", "si", "a", "un", "2", "3d", ","]))


def test_english_is_what_it_is() -> None:
    """Where English is spoken nothing changes, not even what looks like Spanish."""
    assert heard("Sí, once.") == "Sí, once."


@given(st.text())
def test_any_english_is_what_it_is(typed: str) -> None:
    """Where English is spoken nothing changes, whatever is typed."""
    assert heard(typed) is typed


def test_a_long_text_is_left_alone() -> None:
    """What is too long for a phrase is a story: nobody reads it, and it costs nothing."""
    story = "sí, " * 100_000
    with speaking("es", None):
        assert heard(story) is story


@pytest.mark.parametrize("part", ["1", "1 ", "an ", "1 y ", "si ", "los ", "día ", "1.000", "a"])
def test_nothing_takes_long(part: str) -> None:
    """However oddly words and figures follow each other, they are heard at once."""
    typed = f"hace {part * LONGEST}"[:LONGEST]
    began = process_time()
    with speaking("es", None):
        heard(typed)
        tokens_of(typed)

    assert process_time() - began < 1


def test_a_language_without_tables_is_read_as_english() -> None:
    """Who speaks a language that nobody has written down here types as in English."""
    with speaking("struck", None):
        assert heard("yes") == "yes"


def test_the_tables_are_loaded_by_those_only_who_speak_it() -> None:
    """English waits for no Spanish table."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import sys, mmn_check.interview.wizard; "
                "print([m for m in sys.modules if 'spanish' in m])"
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("word", [one for one in CLOSED if one not in SPANISH | ALSO_SPANISH])
def test_no_english_word_leaks(word: str) -> None:
    """A word of the readers that is not Spanish is asked about, wherever it is typed."""
    with speaking("es", None):
        readings = [read_answer(step, word, clock=CLOCK) for step in PICKED]

    assert all(isinstance(one, Again | Sure) for one in readings)


def test_the_readers_have_many_words() -> None:
    """The words that must not leak are really looked at."""
    assert {"yes", "ten", "he", "ate", "sin"} & set(CLOSED) == {"yes", "ten", "he", "ate"}
    assert len(CLOSED) > 250


@settings(max_examples=examples(200), deadline=None)
@given(st.one_of(TYPED.map(" ".join), st.text()))
def test_what_is_heard_is_marked_or_comes_from_the_tables(typed: str) -> None:
    """Of what is typed nothing gets to the readers but what the tables put into English."""
    known = english_words(ANSWERS) | set(spoken.NUMBER_WORDS) | MADE_BY_TURNS
    with speaking("es", None):
        words = LETTERS.findall(heard(typed)) if len(typed) <= LONGEST else []

    assert {word for word in words if word.isalpha() and not word.startswith(MARK)} <= known


@settings(max_examples=examples(150), deadline=None)
@given(typed=st.one_of(TYPED.map(" ".join), st.text()), step=st.sampled_from([*STEPS.values()]))
def test_nothing_typed_breaks_and_free_words_are_kept_to_the_letter(typed: str, step: Step) -> None:
    """Whatever is typed is read, and what is kept of free words is what was typed."""
    with speaking("es", None):
        reading = read_answer(step, typed, clock=CLOCK)

    offered = [one.reading for one in reading.options] if isinstance(reading, Sure) else [reading]
    kept = [
        one.answer.value.text
        for one in offered
        if isinstance(one, Understood) and isinstance(one.answer.value, Words)
    ]
    assert all(text == normalize("NFC", typed).strip() for text in kept)
    assert isinstance(step.item, Text) or not kept


def test_a_sentence_quotes_what_was_typed() -> None:
    """What may be kept is shown as it was typed, not as it was heard."""
    with speaking("es", None):
        reading = read_answer(STEPS["texto"], "No lo sé.", clock=CLOCK)

    assert isinstance(reading, Sure)
    assert "“No lo sé.”" in reading.sentence
    assert reading.options[1].reading == Understood(answered(Words("No lo sé.")))


@pytest.mark.parametrize("label", ["Sí, a veces", "Once", "El o la que ayuda", "Sin dolor", "He"])
def test_every_label_meets_its_own_words(label: str) -> None:
    """A label typed as it stands is that choice, whatever English its words may look like."""
    step = sketched({"kind": "one", "ask": "¿Cuál?", "choices": [label, "Cosa distinta"]})
    with speaking("es", None):
        assert read_answer(step, label, clock=CLOCK) == Understood(answered(label.lower()))


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1", 0), ("la uno", 0), ("derecha", 0), ("d", 0), ("Ambos.", 2), ("no sé", 3)],
)
def test_an_option_is_taken_in_spanish(typed: str, number: int) -> None:
    """Where the side is asked for, it is said in Spanish."""
    step = STEPS["lugares"]
    with speaking("es", None):
        sure = read_answer(step, "mano", clock=CLOCK)
        assert isinstance(sure, Sure)

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
    with speaking("es", None):
        sure = read_answer(step, "frascos", clock=CLOCK)
        assert isinstance(sure, Sure)
        read = read_option(step, sure, typed, clock=CLOCK)

    match taken:
        case None:
            assert isinstance(read, Again)
        case int(number):
            assert read == sure.options[number].reading
        case command:
            assert read == command


def test_the_programs_own_questions_hear_spanish() -> None:
    """A yes, a number, a command and an option of the program's own are said in Spanish."""
    with speaking("es", None):
        assert says_yes("Sí, por favor.")
        assert not says_yes("y")
        assert number_in("el veintidós", most=30) is None
        assert number_in("número veintidós", most=30) == 22
        assert number_in("cero", most=30) == 0
        assert number_in("once", most=30) == 11
        assert asks_for("Ayuda, por favor.") == "help"
        assert asks_for("¿Por qué?") == "help"
        assert asks_for("salir") == "stop"
        assert option_named("quiero cinco minutos", ("Unos 5 minutos", "Unos 20 minutos")) == 0
        assert option_named("y", ("Sí", "No")) is None
        assert phrases.keeps("Déjalo así.")
        assert not phrases.keeps("keep it")


def test_a_row_is_taken_out_in_spanish() -> None:
    """The row's own name may stand in the phrase."""
    step = STEPS["medicinas"]
    step = replace(step, item=replace(step.item, required=True))
    with speaking("es", None):
        assert read_answer(step, "quitar esta medicina", clock=CLOCK) == Command("no_more")
        assert read_answer(step, "Bórrala.", clock=CLOCK) == Command("no_more")


def test_no_phrase_stands_twice() -> None:
    """A phrase has one meaning in the tables."""
    said = Counter(
        (one, english)
        for table in ANSWERS
        for english, line in table.items()
        for one in line.split(", ")
    )
    meanings = Counter(one for one, _ in said)

    assert [one for one, count in meanings.items() if count > 1] == []
    assert max(said.values()) == 1
