"""What is taken back, left out or hedged is asked about, and what is offered first fits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, permutations

import pytest

from mmn_check.bank.model import Many, One
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.did_you_mean import joined
from mmn_check.understanding.options import which_one
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    yes_or_no,
)
from mmn_check.understanding.replies import says_no
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, answered
from tests.support.profile import some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import (
    CLOCK,
    SIDES,
    Outcome,
    count,
    outcome,
    picked,
    read,
    space,
    step,
    steps,
)

PAIRS = 2
"""Pairs of choices of one list: more of them say nothing new."""


def lists(language: str) -> Iterator[Step]:
    """Every question from whose list one or more are picked, but the signs that call for help."""
    for at in steps(language):
        if isinstance(at.item, One | Many) and len(at.choices) > 1 and not at.question.urgent_if:
            yield at


def known(at: Step) -> Iterator[tuple[str, Answer]]:
    """The choices that are understood by their labels, and what each comes to."""
    for choice in at.choices:
        if choice.exclusive or "," in choice.label:
            continue
        reading = read(at, choice.label)
        if isinstance(reading, ParsedAnswer) and reading.answer.given:
            yield choice.label, reading.answer


def pairs(at: Step) -> Iterator[tuple[str, str, Answer, Answer]]:
    """Two of these choices, and what each comes to."""
    few = islice(known(at), PAIRS + 1)  # the first pairs have no other
    for (first, one), (second, two) in islice(permutations(few, 2), PAIRS):
        yield first, second, one, two


def offered(reading: Reading) -> Answer | None:
    """What is offered first, where something is asked."""
    if not isinstance(reading, NeedsConfirmation) or not isinstance(
        reading.options[0].reading, ParsedAnswer
    ):
        return None
    return reading.options[0].reading.answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", ["taken_back", "left_out", "hedged"])
def test_an_answer_among_other_words_is_asked_about(
    language: str, how: str, figures: Counter[str]
) -> None:
    """Neither choice is kept unasked; mostly the one that was meant in the end is offered."""
    kept, fitting, tried = [], 0, 0
    with spoken(language):
        for at in some(lists(language), usual=10):
            for first, second, one, two in pairs(at):
                for form in space("said_besides")[language][how]:
                    said = form.format(first=first, second=second)
                    reading = read(at, said)
                    right = two if how == "taken_back" else one
                    if isinstance(reading, ParsedAnswer) and reading.answer != right:
                        kept.append((at.key, said, reading.answer.value))
                    tried += 1
                    fitting += right in (offered(reading), getattr(reading, "answer", None))
    figures[f"said besides, {how} in {language}: tried"] = tried
    figures[f"said besides, {how} in {language}: kept wrong"] = len(kept)
    figures[f"said besides, {how} in {language}: offered right"] = fitting

    assert kept == []
    assert fitting * 10 > tried * 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", ["talk", "told_of_others"])
def test_what_is_said_around_a_choice_makes_no_other(
    language: str, how: str, figures: Counter[str]
) -> None:
    """Talk leaves the choice as it is, mostly unasked; what is no answer is never kept as one."""
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken(language):
        for at in some(lists(language), usual=10):
            for first, _, one, _ in islice(pairs(at), 1):
                if says_no(first, language):
                    continue  # "I don't have no" denies nothing
                for form in space("said_besides")[language][how]:
                    reading = read(at, form.format(first=first))
                    found = outcome(reading, one)
                    kept = "right" if how == "talk" else "asked"
                    found = "wrong" if found not in (kept, "asked") else found
                    wrong += [(at.key, form, reading)] if found == "wrong" else []
                    outcomes[found] += 1
    count(figures, f"said around a choice, {how} in {language}", outcomes)

    assert wrong == []
    assert how != "talk" or outcomes["right"] > 2 * outcomes["asked"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_side_that_is_taken_back_is_asked_about(language: str) -> None:
    """Of "the left hand, no wait, the right", the right hand is offered."""
    data = space("said_besides")[language]
    with spoken(language):
        at = step(language, "weak_places")
        for place, name in data["places"].items():
            for side, other in SIDES:
                said = data["sides"][side].format(place=name) + data["other_side"][other]
                assert offered(read(at, said)) == answered((Mark(place, other),)), said


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("weak_places", "my elbow pit", "“elbow pit” is not on the list."),
        ("weak_places", "leg 3", "“leg” could be one of these: 7 Hip or thigh; 9 Lower leg."),
        ("ig_how_often", "it varies", "“varies” is not on the list."),
        ("tests", "MRI and EMG", "“MRI” could be one of these: 5 MRI of neck; 6 MRI of back;"),
    ],
)
def test_the_word_that_was_not_read_is_named(name: str, typed: str, sentence: str) -> None:
    """So that a person who dictates knows what to say otherwise."""
    reading = read(step("en", name), typed)

    assert isinstance(reading, Rejected)
    assert reading.sentence.startswith(sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sign_that_calls_for_help_is_never_off_the_list(language: str) -> None:
    """No word for it is said not to be on the list."""
    with spoken(language):
        reading = read(step(language, "sudden_signs"), "xyzzy")

    assert isinstance(reading, Rejected)
    assert "xyzzy" not in reading.sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_else_happens_on_such_words(language: str) -> None:
    """None of them is a command."""
    with spoken(language):
        at = next(lists(language))
        for first, second, *_ in pairs(at):
            for how in ("taken_back", "left_out", "hedged"):
                for form in space("said_besides")[language][how]:
                    said = form.format(first=first, second=second)
                    assert not isinstance(read(at, said), Command), said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["{first}, xyzzy", "xyzzy, {first}", "{first}; one xyzzy"])
def test_a_part_of_a_list_that_was_not_understood_is_named(language: str, form: str) -> None:
    """It is never dropped: the words stay beside what was understood, or the rest is said anew."""
    tried, wrong = 0, []
    with spoken(language):
        for at in some(lists(language), usual=20):
            if not isinstance(at.item, Many):
                continue
            for first, second, one, two in islice(pairs(at), 1):
                said = form.format(first=first)
                reading = read(at, said)
                tried += 1
                if not (
                    isinstance(reading, NeedsConfirmation)
                    and "xyzzy" in reading.sentence
                    and isinstance(kept := reading.options[0].reading, ParsedAnswer)
                    and (kept.answer, kept.answer.note) == (one, said)
                    and isinstance(
                        whole := read_option(at, reading, second, clock=CLOCK), ParsedAnswer
                    )
                    and set(picked(whole.answer)) == {*picked(one), *picked(two)}
                ):
                    wrong.append((at.key, said, reading))

    assert wrong == []
    assert tried


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dose_or_a_time_beside_a_choice_is_kept(language: str) -> None:
    """What was said behind a choice stands with it as it was typed."""
    with spoken(language):
        wrong = [
            (name, typed, reading)
            for name, said in space("said_besides")[language]["kept_beside"].items()
            for typed in said
            for reading in [read(step(language, name), typed)]
            if not isinstance(reading, ParsedAnswer) or reading.answer.note != typed
        ]

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "No pain with this, just the arthritis in my knee."),
        ("es", "Dolor dolor no, nada más se me cansa el antebrazo derecho al terminar el turno."),
    ],
)
def test_words_beside_an_answer_are_those_that_were_typed(language: str, typed: str) -> None:
    """What is understood without its small words is never quoted without them."""
    with spoken(language):
        reading = read(step(language, "pain_places"), typed)

    assert isinstance(reading, NeedsConfirmation)
    kept = reading.options[0].reading
    assert isinstance(kept, ParsedAnswer)
    assert kept.answer.note == typed


def test_what_was_told_with_an_unclear_yes_or_no_stays_beside_it() -> None:
    """The reply to "Which is it?" is bare; the brother is in the first sentence."""
    typed = "no, un hermano tuvo parkinson pero eso es otra cosa"
    with spoken("es"):
        at = step("es", "family")
        reading = read(at, typed)
        assert isinstance(reading, NeedsConfirmation)
        kept = read_option(at, reading, "no", clock=CLOCK)

    assert isinstance(kept, ParsedAnswer)
    assert (kept.answer.value, kept.answer.note) == ("no", typed)


@pytest.mark.parametrize(
    ("language", "name", "said", "wanted"),
    [
        ("en", "pain_worst", "Eight, my elbow is agony.", 8),
        ("en", "pain_worst", "Eight, but on Sunday four.", None),
        ("en", "tired", "A seven, I drag myself around.", 7),
        ("es", "pain_worst", "Un ocho, el miércoles vi las estrellas.", 8),
        ("es", "pain_worst", "Un ocho, no, un seis.", None),
        ("es", "tired", "Un siete, ando arrastrada.", 7),
    ],
)
def test_what_only_tells_more_of_a_number_stays_beside_it(
    language: str, name: str, said: str, wanted: int | None
) -> None:
    """A remark behind a number is kept with it; another number, or a no, is asked about."""
    with spoken(language):
        reading = read(step(language, name), said)

    told = reading.answer if isinstance(reading, ParsedAnswer) else None
    assert (told and (told.value, told.note)) == (wanted and (wanted, said))


def test_a_count_of_a_time_beside_a_name_picks_nothing() -> None:
    """Of "five weeks before" the five is no choice, whatever talk around it is left out."""
    with spoken("en"):
        reading = read(step("en", "before_it_began"), "I'd just had the baby, five weeks before.")

    assert not isinstance(reading, ParsedAnswer) or reading.answer.value == ("pregnancy",)


@pytest.mark.parametrize(("language", "said"), [("en", "March of {}"), ("es", "marzo del {}")])
def test_a_year_of_two_figures_is_asked_about_in_words_too(language: str, said: str) -> None:
    """What "marzo del veintidós" says may be a day or a year, as with "marzo del 22"."""
    number = {"en": "twenty two", "es": "veintidós"}[language]
    with spoken(language):
        asked = [read(step(language, "began"), said.format(one)) for one in (number, "22")]

    assert [isinstance(one, NeedsConfirmation) for one in asked] == [True, True]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Straighten my fingers, right. Lift my hand at the wrist, right. Pinch, both hands.",
        ),
        (
            "es",
            "Estirar los dedos, derecha. Levantar la mano desde la muñeca, derecha. Pinza, ambas.",
        ),
    ],
)
def test_a_side_goes_with_what_is_named_before_its_full_stop(language: str, said: str) -> None:
    """A side that is said in one sentence is no side of what another sentence names."""
    right = {Mark("straighten_fingers", "right"), Mark("lift_hand", "right"), Mark("pinch", "both")}
    with spoken(language):
        reading = read(step(language, "hand_moves"), said)

    assert not isinstance(reading, ParsedAnswer) or set(picked(reading.answer)) == right


def test_a_no_with_too_drops_nothing_unasked() -> None:
    """What "No, the keys too" says takes nothing of the offered list away."""
    with spoken("en"):
        at = step("en", "hand_tasks")
        offered = NeedsConfirmation(
            "Did you mean writing?", yes_or_no(at, ParsedAnswer(answered(("buttons", "writing"))))
        )
        reading = read_option(at, offered, "No, keys too.", clock=CLOCK)

    assert isinstance(reading, NeedsConfirmation)


@pytest.mark.parametrize("said", ["No, ask me again.", "No, that's not all of it."])
def test_who_wants_to_be_asked_again_says_no_none(said: str) -> None:
    """At a menu of several things the words of its last option never come to "none"."""
    with spoken("en"):
        at = step("en", "tests")
        offered = which_one(at, (2, 3))
        assert isinstance(offered, NeedsConfirmation)
        reading = read_option(at, offered, said, clock=CLOCK)

    assert isinstance(reading, Rejected)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "He has high blood pressure and his heart beats oddly, diabetes no."),
        ("es", "es hipertenso y el corazon le late mal, azucar no"),
    ],
)
def test_what_is_denied_is_not_offered_with_the_rest(language: str, said: str) -> None:
    """Of a list that could not be read, nothing is offered that the words deny."""
    with spoken(language):
        reading = read(step(language, "past_illness"), said)

    assert isinstance(reading, NeedsConfirmation)
    offered = [one.reading for one in reading.options if isinstance(one.reading, ParsedAnswer)]
    assert offered
    assert all("diabetes" not in picked(one.answer) for one in offered)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("course", "Slowly worse, and up and down with the infusions."),
        ("three_months", "About the same, maybe a bit worse since the fall."),
    ],
)
def test_the_words_for_the_choice_that_is_not_picked_stay(question: str, said: str) -> None:
    """Whichever of two that were said is picked at the menu, all the words stand beside it."""
    with spoken("en"):
        reading = read(step("en", question), said)

    assert isinstance(reading, NeedsConfirmation)
    answers = [
        one.reading.answer for one in reading.options if isinstance(one.reading, ParsedAnswer)
    ]
    assert len(answers) > 1
    assert all(one.note == said for one in answers)


@pytest.mark.parametrize(
    "said", ["Now and then, mostly cups.", "Now and then. It's my phone mostly."]
)
def test_a_choice_that_is_said_is_not_taken_for_a_yes(said: str) -> None:
    """Neither "now and then" nor "mostly" brings up "Most days"."""
    with spoken("en"):
        reading = read(step("en", "drops_things"), said)

    assert isinstance(reading, ParsedAnswer)
    assert reading.answer.value == "now_and_then"


@pytest.mark.parametrize("said", ["moving is fine", "It moves all right.", "I can move it fine."])
def test_what_goes_well_does_not_offer_that_it_does_not(said: str) -> None:
    """That "moving is fine" never offers "Can't move it well"."""
    with spoken("en"):
        reading = read(step("en", "numb_means"), said)

    offered = reading.options if isinstance(reading, NeedsConfirmation) else ()
    assert not any("move" in one.label for one in offered)
    assert not isinstance(reading, ParsedAnswer)


def test_words_beside_two_answers_to_one_list_are_told_apart() -> None:
    """What was said at first and what was added are two, and do not run into each other."""
    at = step("en", "hand_tasks")
    writing, buttons = (
        answered((one,), words)
        for one, words in (("writing", "my pen slips"), ("buttons", "and buttons too"))
    )

    both = joined(at, writing, buttons)

    assert isinstance(both, ParsedAnswer)
    assert both.answer.note == "my pen slips; and buttons too"
