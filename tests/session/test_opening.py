"""One question of a bank, open whatever was said before it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mmn_check.authoring import STARTER
from mmn_check.bank import model
from mmn_check.bank.model import Bank
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.errors import MmnCheckError, WrongUseError
from mmn_check.session.try_bank import opened
from mmn_check.visit.flow import course_of
from tests.support.kept import shipped
from tests.support.scripted import BANKS, headache
from tests.support.walks import new_visit

FOLDERS = (shipped_bank(), STARTER, BANKS / "headache", BANKS / "ten_questions")


def asked_now(bank: Bank) -> list[str]:
    """The questions that are not retired."""
    return [one.id for one in bank.questions() if not one.until]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_every_question_can_be_opened_alone(folder: Path) -> None:
    """Without any answer the flow says it is open; what it offers, it has to offer."""
    bank = read_bank(folder)
    for question in asked_now(bank):
        visit = opened(bank, new_visit(bank), question)
        course = course_of(bank, visit)

        assert (parts := course.parts(question)), question
        assert not visit.answers
        assert len({one.key for one in parts}) == len(parts), question
        assert all(one.choices for one in parts if model.built_on(one.item)), question


def test_what_is_built_on_what_was_built_on_places_is_opened() -> None:
    """To rank takes two different places, wherever they were picked first."""
    hand, foot = (model.Choice(id=one, label=one, sides=True) for one in ("hand", "foot"))
    questions = (
        model.Places(id="weak_places", ask="Which are weak?", choices=(hand, foot)),
        model.Many(id="new_places", ask="Which are new?", choices=(), picked_in="weak_places"),
        model.Rank(id="ranked_places", ask="Which is worst?", picked_in="weak_places"),
        model.Rank(id="ranked_anew", ask="Which is worst?", picked_in="new_places"),
    )
    body = model.Section(id="body", title="Body", questions=questions)
    bank = replace(headache(), sections=(*headache().sections, body))
    for question in questions:
        visit = opened(bank, new_visit(bank), question.id)

        assert course_of(bank, visit).parts(question.id), question.id


def test_a_place_is_offered_by_its_sides() -> None:
    """As where both sides of it were marked; a row is asked of the first things alone."""
    bank = shipped()
    worst = course_of(bank, opened(bank, new_visit(bank), "worst_place")).parts("worst_place")
    tables = [one for one in bank.questions() if isinstance(one, model.Rows) and one.for_each]
    visits = [(one.id, opened(bank, new_visit(bank), one.id)) for one in tables if not one.until]

    assert {"hand.right", "hand.left"} <= {one.id for one in worst[0].choices}
    for name, visit in visits:
        assert len({one.thing for one in course_of(bank, visit).parts(name)}) in {1, 2}, name


def test_a_question_that_is_not_there_is_named() -> None:
    """The nearest right word is told."""
    bank = read_bank(STARTER)

    with pytest.raises(WrongUseError, match=r'no question "worst_plase".*mean "worst_place"'):
        opened(bank, new_visit(bank), "worst_plase")


def test_a_retired_question_is_told() -> None:
    """It is nowhere on the way, whatever is answered."""
    bank = shipped()
    retired = next(one for one in bank.questions() if one.until)

    with pytest.raises(MmnCheckError, match=f'"{retired.id}" is no longer asked'):
        opened(bank, new_visit(bank), retired.id)


def test_a_question_of_the_diary_is_opened_too() -> None:
    """It looks back at a visit: all that may be picked there is what a day asks about."""
    bank = read_bank(shipped_bank())
    whole = bank.with_diary
    assert bank.diary is not None

    for question in bank.diary.questions:
        visit = opened(whole, new_visit(whole), question.id)
        assert course_of(whole, visit).parts(question.id), question.id
