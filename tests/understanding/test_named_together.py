"""Two choices named in one breath: neither is dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, permutations

import pytest

from mmn_check.bank.model import Many, Places
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Reading
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark
from tests.support.profile import examples, some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import picked, read, space, step, steps

PAIRS = examples(4, usual=2)
"""Of one list."""


def pairs(at: Step) -> Iterator[tuple[str, str, set[str]]]:
    """Labels of two choices that go together, and their ids."""
    named = [one for one in at.choices if not one.exclusive and one.id not in ("other", "declined")]
    for one, two in islice(permutations(named[::-1], 2), PAIRS):
        yield one.label, two.label, {one.id, two.id}


def kept_at_once(reading: Reading) -> Answer | None:
    """What is kept, or would be by a yes."""
    match reading:
        case ParsedAnswer(answer):
            return answer
        case NeedsConfirmation(_, (first, other)) if not first.names_it and not other.names_it:
            return kept_at_once(first.reading)
        case _:
            return None


def ids(answer: Answer) -> set[str]:
    """Of what is picked, with a side or without."""
    return {one.place if isinstance(one, Mark) else one for one in picked(answer)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_half_of_a_list_is_dropped(language: str, figures: Counter[str]) -> None:
    """Both are in what is kept or offered, or the words stand beside it; mostly something is."""
    tried, kept, lost = 0, 0, []
    forms = space("named_together")[language]
    with spoken(language):
        lists = [at for at in steps(language) if isinstance(at.item, Many | Places)]
        for at in some(lists, usual=8):
            for first, second, both in pairs(at):
                for form in forms["places" if isinstance(at.item, Places) else "lists"]:
                    said = form.format(first=first, second=second)
                    told = kept_at_once(read(at, said))
                    tried += 1
                    kept += told is not None
                    if told and not told.note and not both <= ids(told):
                        lost.append((at.key, said, told))

    figures[f"two named together in {language}: tried"] = tried
    figures[f"two named together in {language}: kept"] = kept

    assert lost == []
    assert kept * 2 > tried


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_behind_a_name_is_no_idle_word(language: str) -> None:
    """Of "Steroid tablets, number 9" both are kept or asked about, never the name alone."""
    lost = []
    forms = space("named_together")[language]["numbered"]
    with spoken(language):
        lists = [at for at in steps(language) if isinstance(at.item, Many) and len(at.choices) > 2]
        # An urgent sign in everyday words is asked about alone, before anything else.
        for at in some([one for one in lists if not one.question.urgent_if], usual=16):
            first, last = at.choices[0], at.choices[-2 if at.choices[-1].exclusive else -1]
            number = at.figure_of(at.choices.index(last) + 1)
            for called in (first.label, *first.synonyms):
                for form in forms:
                    told = kept_at_once(read(at, form.format(first=called, number=number)))
                    if told and not {first.id, last.id} <= ids(told):
                        lost.append((at.key, called, form, told))

    assert lost == []


def test_what_is_asked_about_keeps_the_words_that_say_more() -> None:
    """In "Typing with the left one, and jars" a side that no choice has stands beside each."""
    said = "Buttons, jars, typing with the left one."
    with spoken("en"):
        reading = read(step("en", "hand_tasks"), said)

    match reading:
        case NeedsConfirmation(_, options):
            given = [one.reading for one in options if isinstance(one.reading, ParsedAnswer)]
        case other:
            given = [other] if isinstance(other, ParsedAnswer) else []
    assert given
    assert all(one.answer.note == said for one in given)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("past_illness",), "Diabetes, type 2, and high blood pressure."),
        (("treatment_course", "effect"), "Better, but only for about 3 weeks."),
        (
            ("treatments",),
            "Immune globulin in a vein. Also steroids, a long time ago, and a splint.",
        ),
        (("changed_since",), "A fall, in October."),
    ],
)
def test_a_number_or_a_time_beside_choices_stays_with_them(
    question: tuple[str, ...], said: str
) -> None:
    """What is no choice and only counts or dates is kept at once, in the words beside."""
    with spoken("en"):
        reading = read(step("en", *question), said)

    assert isinstance(reading, ParsedAnswer)
    assert reading.answer.note == said
