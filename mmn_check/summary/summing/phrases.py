"""One answer turned into the words of the page.

Answers are said as given: a choice in its own words, a number as it was typed, a date no more
exact than memory, free words in quotation marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mmn_check.bank.model import Choice, Number, Rating, Rows, built_on
from mmn_check.i18n import ENGLISH, language, tr, tr_later
from mmn_check.summary.printed import Piece
from mmn_check.summary.summing.told import Row, Told
from mmn_check.summary.summing.wording import Filling, Listing, Phrase, own_words, printable, words
from mmn_check.understanding.dates.wording import date_in_full, date_in_words
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, RoughDate, Side, Words

STATE_WORDS: Mapping[str, str] = {
    "not_sure": tr_later("not sure"),
    "skipped": tr_later("skipped"),
    "declined": tr_later("rather not say"),
    "not_asked": tr_later("not asked"),
}
_YES_NO: Mapping[str, str] = {"yes": tr_later("yes"), "no": tr_later("no")}
_SIDED: Mapping[Side, str] = {
    "left": tr_later("left {place}"),
    "right": tr_later("right {place}"),
    "both": tr_later("right and left {place}"),
    "not_sure": tr_later("{place} (side not sure)"),
}
_SIDE_BEHIND: Mapping[Side, str] = {
    "left": tr_later("{place}, left"),
    "right": tr_later("{place}, right"),
    "both": tr_later("{place}, both sides"),
    "not_sure": tr_later("{place}, side not sure"),
}


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How an answer is to be said."""

    says: Mapping[str, str] = field(default_factory=dict)
    """Other words for a choice's id, yes or no."""
    quotes: bool = True
    full: bool = False
    """Whether the clinician's terms go with the choices, and sides stand behind their places."""


USUAL = Manner()


def answer_in_words(
    told: Told, step: Step, answer: Answer | None, manner: Manner = USUAL
) -> tuple[Phrase, ...]:
    """The things that were said, one phrase each; none if there is no value."""
    match answer.value if answer else None:
        case None:
            return ()
        case Words(text):
            return (own_words(text, quotes=manner.quotes),)
        case RoughDate() as rough:
            return (date_phrase(rough),)
        case int() | float() as number:
            return (words(_number(step, number)),)
        case tuple(several):
            return tuple(_picked(told, step, one, manner) for one in several)
        case one:
            return (_picked(told, step, one, manner),)


def date_phrase(rough: RoughDate) -> Phrase:
    """A date in words: in the patient's own where they say more, or were not understood.

    A length of time is the date that it comes to, as the page may say it after "since".
    """
    if rough.earliest is None or rough.latest is None:
        return own_words(rough.as_typed, quotes=True)
    in_full = date_in_full(rough)
    said = in_full if rough.manner == "length" else printable(date_in_words(rough))
    return (Piece(said, own=said != in_full),)


def _number(step: Step, number: float) -> str:
    match step.item:
        case Rating():
            return tr("{number} (patient's number, 0-10)", number=in_figures(number))
        case Number() as item:
            return f"{in_figures(number)} {item.unit_after(number)}".rstrip()
        case _:
            return in_figures(number)


def in_figures(number: float) -> str:
    """A number without an exponent: 0.0000001."""
    return format(Decimal(str(number)), "f")


def _picked(told: Told, step: Step, picked: str | Mark, manner: Manner) -> Phrase:
    """One pick in words: its side, its name, the free words that go with it."""
    named = picked if isinstance(picked, str) else picked.place
    origin = _origin(told, step, named)
    choice = next((one for one in origin.choices if one.id == named), _unlisted(named))
    name = manner.says.get(named) or choice_words(choice, brief=told.brief)
    if not isinstance(picked, Mark):
        said = name
    elif manner.full:
        said = _with_side(_SIDE_BEHIND, name, picked.side)
    else:
        said = side_words(name, picked.side)
    if manner.full and choice.clinical and choice.clinical.lower() != name.lower():
        said = tr("{name} ({term}, patient-reported)", name=said, term=choice.clinical)
    return with_free_words(told, origin.key, named, said)


def _unlisted(picked: str) -> Choice:
    """A pick that is on no list, as yes and no are."""
    return Choice(id=picked, label=tr(_YES_NO[picked]) if picked in _YES_NO else picked)


def _origin(told: Told, step: Step, picked: str) -> Step:
    """Where a pick comes from: where it was picked before, or the step itself."""
    if isinstance(step.item, Rows):
        return step
    origins = (told.steps[source,] for source in built_on(step.item) if (source,) in told.steps)
    return next((one for one in origins if any(it.id == picked for it in one.choices)), step)


def with_free_words(told: Told, key: tuple[str, ...], choice: str, said: str) -> Phrase:
    """What was picked, with the patient's words that go with it."""
    free = told.free_words(key, choice)
    if free is None:
        return words(said)
    return (*words(f"{said}: "), *own_words(free, quotes=True))


def choice_words(choice: Choice, *, brief: bool = False) -> str:
    """How the page says a choice inside a line; `brief` for page 1."""
    return (brief and choice.short) or choice.page or lower_first(choice.label)


def lower_first(text: str) -> str:
    """The text without its capital, unless its first word is written in capitals ("MRI")."""
    is_me = language() == ENGLISH and text.startswith(("I ", "I'"))
    if text[1:2].isupper() or text[1:2].isdigit() or is_me:
        return text
    return text[:1].lower() + text[1:]


def state_words(state: str) -> str:
    """Why there is no answer: "not sure", "skipped" ..."""
    return tr(STATE_WORDS[state])


def side_words(place: str, side: Side) -> str:
    """A place with its side, as it is said of a patient: "right hand"."""
    return _with_side(_SIDED, place, side)


def _with_side(patterns: Mapping[Side, str], place: str, side: Side) -> str:
    return tr(patterns[side], place=place) if side in patterns else place


def thing_of(told: Told, question: str, row: Row) -> Phrase:
    """What a row is about: what was picked before, or its number."""
    if row.thing is None:
        return words(str(row.number))
    table = told.kind(question)
    source = getattr(table, "for_each", None) or ""
    return with_free_words(told, (source,), row.thing.id, choice_words(row.thing, brief=told.brief))


def all_in_words(told: Told, step: Step, manner: Manner = USUAL) -> Filling | None:
    """An answer's things in a row; None if there is no value."""
    things = answer_in_words(told, step, told.answer(step.key), manner)
    if not things:
        return None
    return things[0] if len(things) == 1 else Listing(things)
