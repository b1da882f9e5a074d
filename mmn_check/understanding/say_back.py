"""From an answer back to words, so that the person sees what was kept."""

from __future__ import annotations

from collections.abc import Iterable

from mmn_check.bank.model import Choice, Number, Rank, Rating, Rows, YesNo
from mmn_check.i18n import tr, tr_later
from mmn_check.understanding.dates.date_wording import date_in_words
from mmn_check.visit import values
from mmn_check.visit.steps import Step

_YES_NO = {"yes": tr_later("Yes"), "no": tr_later("No")}


def in_words(step: Step, answer: values.Answer) -> str:
    """What is kept for the step, as one short sentence."""
    words = _in_words(step, answer) if answer.given else tr(values.STATES_READ_BACK[answer.state])
    if answer.note:
        return f"{words}. “{answer.note}”"
    return words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."


def unstopped(step: Step, answer: values.Answer) -> str:
    """The same as part of a question, without its stop."""
    return in_words(step, answer).removesuffix(".")


def end_of_rows(step: Step) -> str:
    """How the end of a table is called: at its first row as "there are none", if it has that."""
    table = step.question
    if isinstance(table, Rows) and table.none and step.thing == "1":
        return table.none
    return tr("No more")


def places_in_words(step: Step, marks: Iterable[values.Mark]) -> str:
    """Places, each with its side behind it, so that any label stays as it is."""
    return _listed((_choice(step, one.place), one.side) for one in marks)


def _in_words(step: Step, answer: values.Answer) -> str:
    if answer == values.NO_MORE and step.may_end:
        return tr("Taken out") if step.item.required else end_of_rows(step)
    match answer.value:
        case str(one):
            return tr(_YES_NO[one]) if isinstance(step.item, YesNo) else _choice(step, one).label
        case values.Mark() as mark:
            return _choice(step, _id_of(step, mark)).label
        case values.RoughDate() as rough:
            return date_in_words(rough, step.language)
        case values.Words(text):
            return f"“{text}”"
        case tuple(several):
            return _several(step, several)
        case number:
            return _amount(step, number)


def _id_of(step: Step, mark: values.Mark) -> str:
    return next((one for one, held in step.marks.items() if held == mark), mark.place)


def _several(step: Step, several: tuple[str, ...] | tuple[values.Mark, ...]) -> str:
    marks = [one for one in several if isinstance(one, values.Mark)]
    if marks:
        return places_in_words(step, marks)
    choices = [_choice(step, one) for one in several if isinstance(one, str)]
    if isinstance(step.item, Rank):
        return _in_order(choices)
    return _listed((choice, "whole") for choice in choices)


def _in_order(choices: Iterable[Choice]) -> str:
    first, *others = choices
    words = _said(first, first=True)
    for choice in others:
        words = tr("{before}; then {next}", before=words, next=_said(choice, first=False))
    return words


def _listed(choices: Iterable[tuple[Choice, values.Side]]) -> str:
    """Choices in a row; where one holds a comma or brackets itself, set apart more firmly."""
    pairs = list(choices)
    parting = "; " if any(set(choice.label) & set(",;()") for choice, _ in pairs) else ", "
    return parting.join(
        _sided(_said(choice, first=not at), side) for at, (choice, side) in enumerate(pairs)
    )


def _sided(place: str, side: values.Side) -> str:
    return tr(values.READ_BACK[side], place=place)


def _said(choice: Choice, *, first: bool) -> str:
    """The choice's label, in lower case inside a line unless it begins with a name or an I."""
    label, page = choice.label, choice.page
    if first:
        return label
    if page and page.casefold() == label.casefold():
        return page
    word = label.replace("’", "'").split(" ", 1)[0].split("'", 1)[0]
    stands = word == "I" or word[1:] != word[1:].lower()
    return label if stands else label[:1].lower() + label[1:]


def _choice(step: Step, one: str) -> Choice:
    return next((choice for choice in step.choices if choice.id == one), Choice(id=one, label=one))


def _amount(step: Step, number: float | None) -> str:
    match step.item:
        case Rating():
            return tr("{number} out of 10", number=number)
        case Number() as item if number is not None:
            return f"{number} {item.unit_after(number)}".rstrip()
        case _:
            return f"{number}"
