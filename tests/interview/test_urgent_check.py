"""The urgent check hears whoever is in need, and forgets nothing that was said there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Bank
from mmn_check.visit.values import NOT_SURE, Answer, Mark, RoughDate, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.scripted import NOW, Sitting
from tests.support.spoken import (
    HELPER,
    LANGUAGES,
    PATIENT,
    label_of,
    sit_down,
    spoken,
    text_of,
    visit_up_to,
)
from tests.support.walks import new_visit

SIGNS, AFTER_GLOBULIN = ("sudden_signs",), ("globulin_signs",)
BREATHING = "7"
TO_GLOBULIN = ("1", "2", "0")
"""A return visit, no sudden sign: next is what may come after immune globulin."""
UNREADABLE = {
    "en": ("it got bad", "my thumb", "what?!", "40", "maybe", "ok then", "xyzzy"),
    "es": ("se puso mal", "mi pulgar", "¡¿qué?!", "40", "tal vez", "bueno", "xyzzy"),
}


@pytest.fixture(params=LANGUAGES)
def bank(request: pytest.FixtureRequest) -> Iterator[Bank]:
    """The shipped bank, in each language."""
    with spoken(request.param) as said:
        yield said


def unreadable(bank: Bank) -> tuple[str, ...]:
    """What nobody can tell the meaning of, in the language of the bank."""
    return UNREADABLE["es" if bank is not bank_in_english() else "en"]


def bank_in_english() -> Bank:
    """The bank as it is written."""
    with spoken("en") as said:
        return said


def cards(sitting: Sitting) -> int:
    """How often the stop card was shown."""
    text = sitting.interview.bank.texts["stop_card"].text
    return sitting.shown.count(text)


def ask_of(bank: Bank, key: tuple[str, ...]) -> str:
    """How a question begins where it is put."""
    return f"? {bank.by_id[key[0]].ask}"


def test_what_cannot_be_read_gets_the_text_on_getting_help_then_the_list(bank: Bank) -> None:
    """Never "not on the list": the fixed text, the list again, and what to do if it is now."""
    for typed in unreadable(bank):
        sitting = sit_down(bank, *PATIENT, typed)

        help_now, asked_again = sitting.shown[-2:]
        assert help_now == text_of(bank, "get_help_now"), typed
        assert asked_again == f"{ask_of(bank, SIGNS)} {text_of(bank, 'call_now')}"
        assert SIGNS not in sitting.interview.visit.answers


def test_after_immune_globulin_it_is_the_text_for_that(bank: Bank) -> None:
    """The second list has its own text on getting help."""
    sitting = sit_down(bank, *TO_GLOBULIN, "xyzzy")

    assert sitting.shown[-2] == text_of(bank, "after_immune_globulin")
    assert sitting.shown[-1].startswith(ask_of(bank, AFTER_GLOBULIN))


@pytest.mark.parametrize(("way", "key"), [(PATIENT, SIGNS), (TO_GLOBULIN, AFTER_GLOBULIN)])
def test_not_sure_gets_the_text_and_the_list_once_more(
    bank: Bank, way: tuple[str, ...], key: tuple[str, ...]
) -> None:
    """It is kept at once; said a second time, or left with Enter, it stands."""
    once = sit_down(bank, *way, "u")
    twice, left = sit_down(bank, *way, "u", "u"), sit_down(bank, *way, "u", "")

    assert once.shown[-2] == text_of(bank, bank.by_id[key[0]].help_now or "")
    assert once.shown[-1].startswith(ask_of(bank, key))
    for sitting in (once, twice, left):
        assert sitting.interview.visit.answers[key] == NOT_SURE
    assert not twice.shown[-1].startswith(ask_of(bank, key))
    assert not left.shown[-1].startswith(ask_of(bank, key))


def test_a_rest_that_is_not_sure_gets_the_text_too(bank: Bank) -> None:
    """So does what cannot be read where the rest of the list is confirmed."""
    for typed in ("u", "xyzzy"):
        sitting = sit_down(bank, *PATIENT, BREATHING, "2", typed)

        assert sitting.shown[-2] == text_of(bank, "get_help_now")
        assert sitting.shown[-1].startswith(ask_of(bank, SIGNS))


@pytest.mark.parametrize(("way", "key"), [(PATIENT, SIGNS), (TO_GLOBULIN, AFTER_GLOBULIN)])
def test_none_is_nought(bank: Bank, way: tuple[str, ...], key: tuple[str, ...]) -> None:
    """As on every other list: one figure for none of these."""
    sitting = sit_down(bank, *way, "0")

    assert sitting.interview.visit.answers[key] == answered(("none",))
    assert cards(sitting) == 0


@pytest.mark.parametrize("typed", ["1 2", "1 3", "1 0"])
def test_two_figures_that_may_be_one_number_are_asked_about(bank: Bank, typed: str) -> None:
    """No stop card comes of a space too many, and no sign is lost by it."""
    sitting = sit_down(bank, *PATIENT, typed)

    assert not sitting.interview.visit.answers.keys() & {SIGNS}
    assert cards(sitting) == 0
    together = typed.replace(" ", "")
    label = label_of(bank, "sudden_signs", int(together))
    assert f"{together} {label}" in sitting.shown[-1]


def test_two_figures_that_are_no_number_of_the_list_are_two_signs(bank: Bank) -> None:
    """Where 25 is not on the list, "2 5" needs no question."""
    sitting = sit_down(bank, *PATIENT, "2 5")

    assert sitting.interview.visit.answers[SIGNS] == answered(("face_droops", "balance"))


STRAY = {"en": ("first", "One.", "the first one", "won", "too"), "es": ("primero", "Una.")}


@pytest.mark.parametrize("yes", [True, False])
def test_a_loose_word_that_may_be_a_number_is_asked_about(bank: Bank, *, yes: bool) -> None:
    """No stop card comes of a "first" that was meant for the question before."""
    for typed in STRAY["en" if bank is bank_in_english() else "es"]:
        sitting = sit_down(bank, *PATIENT, typed, *(["1"] if yes else ["2"]))

        assert cards(sitting) == yes, typed
        assert any(label_of(bank, "sudden_signs", one) in " ".join(sitting.shown) for one in (1, 2))
        assert (SIGNS in sitting.interview.visit.answers) is yes


@pytest.mark.parametrize("back", ["3", "back"])
def test_the_stop_card_has_a_way_back_to_the_list(bank: Bank, back: str) -> None:
    """A slip is put right there; the file tells of the card and of the untick."""
    sitting = sit_down(bank, *PATIENT, "1", back, "0")

    visit = sitting.interview.visit
    assert visit.answers[SIGNS] == answered(("none",))
    assert sitting.interview.course.urgent == ()
    assert visit.urgent_shown == {"sudden_signs": NOW}
    assert visit.urgent_unticked == {"sudden_signs": NOW}
    assert cards(sitting) == 1


def test_a_slip_may_turn_out_to_be_another_sign(bank: Bank) -> None:
    """Then the card is shown for that one, and nothing was taken back."""
    sitting = sit_down(bank, *PATIENT, "1", "3", BREATHING, "2")

    assert cards(sitting) == 2
    assert sitting.interview.visit.urgent_unticked == {}
    assert sitting.interview.course.urgent == ("sudden_signs",)


def test_what_is_ticked_again_is_not_taken_back(bank: Bank) -> None:
    """The note of the untick goes with the new tick."""
    sitting = sit_down(bank, *PATIENT, "1", "3", "0", "back", "1", "2")

    assert sitting.interview.visit.urgent_unticked == {}
    assert sitting.interview.visit.urgent_shown == {"sudden_signs": NOW}


@pytest.mark.parametrize("way", [PATIENT, HELPER])
def test_a_ticked_sign_is_recalled_when_the_visit_is_resumed(
    bank: Bank, way: tuple[str, ...]
) -> None:
    """By its words and its day, with where to call; nothing is said where none is ticked."""
    stopped = sit_down(bank, *way, BREATHING, "1").interview.visit
    resumed = sit_down(bank, visit=stopped, now=NOW + timedelta(days=1))
    calm = sit_down(bank, visit=sit_down(bank, *way, "0").interview.visit)

    label = label_of(bank, "sudden_signs", int(BREATHING))
    helper = way == HELPER
    name = "still_ticked_helper" if helper else "still_ticked"
    start, end = text_of(bank, name).split("{signs}")
    assert label in resumed.shown[0]
    assert resumed.shown[0].endswith(end)
    assert "21" in resumed.shown[0]
    assert resumed.shown[0].startswith(start.split("{asked}")[0])
    assert not any(one.endswith(end) for one in calm.shown)


def _resumed(bank: Bank, visit: Visit, days: int, *typed: str) -> Sitting:
    return sit_down(bank, *typed, visit=visit, now=NOW + timedelta(days=days))


@pytest.mark.parametrize(("days", "again"), [(0, False), (2, False), (3, True), (40, True)])
def test_a_visit_resumed_after_three_days_asks_it_again(
    bank: Bank, days: int, *, again: bool
) -> None:
    """First of all, with the answer that stands; Enter keeps it, of today."""
    before = sit_down(bank, *TO_GLOBULIN, "0").interview.visit
    asked = _resumed(bank, before, days)
    kept = _resumed(bank, before, days, "", "")

    assert asked.shown[-1].startswith(ask_of(bank, SIGNS)) is again
    later = NOW + timedelta(days=days) if again else NOW
    names = ("sudden_signs", "globulin_signs")
    assert kept.interview.visit.urgent_asked == dict.fromkeys(names, later)


def test_a_sign_that_came_meanwhile_shows_the_card(bank: Bank) -> None:
    """What was none last week may be one today; and each answer has its own day."""
    before = sit_down(bank, *TO_GLOBULIN, "0").interview.visit
    sitting = _resumed(bank, before, 7, BREATHING, "2")

    assert cards(sitting) == 1
    later = NOW + timedelta(days=7)
    assert sitting.interview.visit.urgent_asked["sudden_signs"] == later
    assert sitting.interview.visit.urgent_asked["globulin_signs"] == NOW


@pytest.mark.parametrize(("speed", "card"), [("days", "stop_card"), ("weeks", "call_today")])
@pytest.mark.parametrize("way", [("1",), ("2", "2")])
def test_what_is_taken_over_shows_its_text_at_once(
    bank: Bank, speed: str, card: str, way: tuple[str, ...]
) -> None:
    """Whether all that was said last time stands or only some of it, before all that comes next."""
    sitting = _taking_over(bank, speed, *way)

    assert text_of(bank, card) in sitting.shown[-2:]
    assert sitting.shown.count(text_of(bank, card)) == 1
    assert sitting.interview.visit.answers["onset_speed",] == answered(speed)


def test_a_slip_in_what_is_taken_over_is_asked_again_first(bank: Bank) -> None:
    """Then what was to be changed."""
    sitting = _taking_over(bank, "days", "2", "2", "3", "5")

    assert cards(sitting) == 1
    assert sitting.interview.course.urgent == ()
    assert sitting.interview.visit.urgent_unticked == {"onset_speed": NOW}
    assert sitting.shown[-1].startswith(ask_of(bank, ("first_place",)))


def _taking_over(bank: Bank, speed: str, *typed: str) -> Sitting:
    """A return visit nine days after all began, at which the person is asked if that stands."""
    began = RoughDate(as_typed="2026-11-12", earliest="2026-11-12", latest="2026-11-12")
    told: dict[Key, Answer] = {
        ("began",): answered(began),
        ("first_place",): answered((Mark("hand", "right"),)),
        ("onset_speed",): answered(speed),
    }
    came = replace(new_visit(bank, depth=2), answers={("visit_type",): answered("return")})
    visit, earlier = visit_up_to(bank, "began", visit=came), replace(came, answers=told)
    sitting = Sitting(bank, *typed, visit=visit, earlier=earlier)
    with suppress(EOFError):
        sitting.interview.run()
    return sitting


def test_a_question_for_the_doctor_may_call_for_help_as_well(bank: Bank) -> None:
    """Where the bank says so: what is put there besides an answer is heeded as an answer is."""
    asking = bank.own_questions
    assert asking
    calls = replace(asking, urgent_if=(AnyOf(question=asking.id, words=("any",)),))
    sections = [
        replace(one, questions=tuple(calls if it is asking else it for it in one.questions))
        for one in bank.sections
    ]
    strict = replace(bank, sections=tuple(sections))
    worry = {"en": "am I dying?", "es": "¿me voy a morir?"}[bank.language]
    sitting = sit_down(strict, worry, "1", "2", visit=visit_up_to(strict, "weak"))

    assert cards(sitting) == 1
    assert text_of(bank, "stop_card") == sitting.shown[-3]
    assert sitting.shown[-1].startswith(ask_of(bank, ("weak",)))
