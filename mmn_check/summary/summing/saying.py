"""What was said to one question, as a sentence of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from mmn_check.bank.conditions import Condition
from mmn_check.bank.layout import FIELDS, Say
from mmn_check.bank.model import Many, Rows
from mmn_check.i18n import tr
from mmn_check.summary.printed import Piece
from mmn_check.summary.summing.drafts import Draft
from mmn_check.summary.summing.phrases import (
    Manner,
    all_in_words,
    answer_in_words,
    date_phrase,
    in_figures,
    lower_first,
    state_words,
    thing_of,
)
from mmn_check.summary.summing.told import Told
from mmn_check.summary.summing.wording import (
    Filling,
    Listing,
    Phrase,
    as_phrase,
    fields_of,
    fill,
    filled,
    flat,
    words,
)
from mmn_check.understanding.dates.reading import days_before, length_in_words
from mmn_check.visit.steps import picked_by
from mmn_check.visit.values import RoughDate

Drafts = tuple[Draft, ...]


def say(told: Told, part: Say) -> Drafts:
    """The sentence, and one on the rest of a list; nothing where nothing is to be said."""
    if not told.holds(part.ask_if) or (part.unless and told.holds(part.unless)):
        return ()
    speaker = speaker_of(told, part.question, part.or_else)
    state = told.state(speaker)
    text = part.text or ("{name}: {value}" if part.name else "{value}")
    if state != "answered":
        text = _state_text(part, state)
    if not text:
        return ()
    parts = fill(text, partial(field, told, part, speaker))
    said = Draft(parts=parts, origins=origins_of(told, part))
    if state != "answered":
        return (said,)
    asides = (Piece(f" ({aside.text})") for aside in part.asides if told.holds(aside.ask_if))
    return (replace(said, parts=(*parts, *asides)), *_on_the_rest(told, part, speaker, said))


def speaker_of(told: Told, question: str, or_else: tuple[str, ...]) -> str:
    """The first of the questions that has a value; the last, if none has."""
    chain = (question, *or_else)
    return next((one for one in chain if told.state(one) == "answered"), chain[-1])


def _state_text(part: Say, state: str) -> str:
    if part.if_given:
        return ""
    if state in part.says:
        return part.says[state]
    if state == "not_asked":
        return ""
    said = state_words(state)
    return f"{{name}}: {said}" if part.name else said


def field(told: Told, part: Say, speaker: str, name: str) -> Filling | None:
    """What a field of the part's text stands for."""
    match name:
        case "value":
            return _value(told, part, speaker)
        case "number":
            return of_value(told, (speaker,), name) or _value(told, part, speaker)
        case "name":
            return words(part.name or "")
        case "made" | "asked":
            return words(day_words(told, name))
        case "day" | "length" | "before_visit":
            return of_value(told, (speaker,), name)
        case _:
            return all_in_words(told, told.steps[name,]) if (name,) in told.steps else None


def _value(told: Told, part: Say, speaker: str) -> Listing:
    return Listing(values(told, speaker, Manner(says=part.says, quotes=part.quotes)), part.join)


def day_words(told: Told, name: str) -> str:
    """The day the page is made, or the day of asking."""
    return (told.made if name == "made" else told.asked).isoformat()


def of_value(told: Told, key: tuple[str, ...], name: str) -> Phrase | None:
    """A number without its unit, or the length of time that a date stands for."""
    answer = told.answer(key)
    match name, answer.value if answer else None:
        case "number", (int() | float()) as number:
            return words(in_figures(number))
        case "day", RoughDate(earliest=str(day), latest=latest) if day == latest and len(day) == 10:
            return words(day)
        case "day", RoughDate() as rough:
            return date_phrase(rough)
        case "length", RoughDate() as rough if rough.manner != "ago":
            return _length(rough, told.made)
        case "before_visit", RoughDate() as rough:
            days = told.visit_day and days_before(rough, day=told.visit_day)
            before = tr("{length} before the visit")
            return flat(filled(before, length=words(days))) if days else date_phrase(rough)
        case _:
            return None


def _length(rough: RoughDate, today: date) -> Phrase | None:
    length = length_in_words(rough, today=today)
    return words(length) if length else None


def values(told: Told, question: str, manner: Manner) -> tuple[Phrase, ...]:
    """The things that were said to a question, a table's rows among them."""
    kind = told.kind(question)
    if not isinstance(kind, Rows):
        step = told.steps[question,]
        return answer_in_words(told, step, told.answer(step.key), manner)
    rows = told.rows(question)
    if not rows:
        return (words(manner.says.get("none") or lower_first(kind.none or tr("none"))),)
    if kind.for_each:
        return tuple(thing_of(told, question, row) for row in rows)
    first_cells = (next(iter(row.cells.values())) for row in rows)
    return tuple(as_phrase(all_in_words(told, cell, manner)) for cell in first_cells)


def _on_the_rest(told: Told, part: Say, speaker: str, said: Draft) -> Drafts:
    step = told.steps.get((speaker,))
    answer = told.answer((speaker,))
    if step is None or not isinstance(step.item, Many) or not picked_by(step, answer):
        return ()
    if (speaker, "others") not in told.steps:
        return ()
    text = part.rest if told.rest_denied((speaker,)) else part.rest_open
    return (replace(said, parts=words(text)),) if text else ()


def origins_of(told: Told, part: Say) -> frozenset[str]:
    """Everything that decides what is said."""
    fields = fields_of("".join((part.text or "", *part.says.values())))
    said = {part.question, *part.or_else, *(name for name in fields if name not in FIELDS)}
    if "before_visit" in fields and "visit_date" in told.bank.by_role:
        said.add(told.bank.by_role["visit_date"].id)
    asides = (aside.ask_if for aside in part.asides)
    behind = (told.behind(question) for question in said)
    return frozenset(looked_at(part.ask_if, part.unless, *asides)).union(*behind)


def looked_at(*conditions: Condition) -> Iterable[str]:
    """The questions that conditions look at."""
    return (clause.question for condition in conditions for clause in condition)
