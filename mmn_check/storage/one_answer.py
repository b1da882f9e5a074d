"""One answer as a file has it, and back: as it was kept, or read as if typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from mmn_check.bank import model
from mmn_check.bank.problems import Problem
from mmn_check.bank.records import Record
from mmn_check.i18n import ENGLISH, tr, tr_later
from mmn_check.text_safety import code_point, is_kept
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
)
from mmn_check.visit import values
from mmn_check.visit.steps import Step
from mmn_check.visit.steps_of_question import sides_of


class Unsaid(Record, kw_only=False):
    """Instead of a value: why there is none."""

    state: values.Written


ReadTyped = Callable[[Step, str], values.Answer | Problem]
"""Reads what a person would type to a step."""


_FORMS = {
    **dict.fromkeys(("yes_no", "one"), tr_later("This is one word.")),
    **dict.fromkeys(("many", "rank"), tr_later("This is a list of choices, such as [rest, ice].")),
    "places": tr_later("These are places, each with its side, such as {hand: right}."),
    **dict.fromkeys(("number", "rating"), tr_later("This is a number.")),
    "date": tr_later("This is a date, such as 2024, or {as_typed: 2024, from: 2024, to: 2024}."),
    "text": tr_later("This is text."),
}
"""What an answer looks like in a file, by the kind of question."""
_ONE_PLACE = tr_later("This is one place with its side, such as {hand: right}.")


def written_form(step: Step) -> str:
    """What the answer to such a question looks like in a file, as a sentence."""
    return tr(_ONE_PLACE if step.marks else _FORMS[step.item.kind])


def ids_of(step: Step) -> tuple[str, ...]:
    """The choices that are kept as they are; "rather not say" is kept as a state."""
    return tuple(choice.id for choice in step.choices if choice.id not in values.LISTED_STATES)


def _picks(step: Step, written: values.Written, typed: ReadTyped) -> values.Value | Problem:
    """What was picked or marked, in the order written."""
    if isinstance(written, list) and len(written) > len(step.choices):
        return Problem(tr("There is more here than there is to choose from."))
    if isinstance(written, dict):
        found = list(_picked_from(step, written, typed))
    else:
        found = [
            replace(one, way=(place, *one.way)) if isinstance(one, Problem) else one
            for place, part in enumerate(written)
            for one in _picked_from(step, part, typed)
        ]
    wrong = [one for one in found if isinstance(one, Problem)]
    if wrong:
        return replace(wrong[0], also=tuple(wrong[1:]))
    marks = tuple(one for one in found if isinstance(one, values.Mark))
    words = tuple(one for one in found if isinstance(one, str))
    if problem := _problem(step, [*words, *(mark.place for mark in marks)]):
        return Problem(problem)
    return marks or words


def _picked_from(
    step: Step, part: values.Written, typed: ReadTyped
) -> Iterator[str | values.Mark | Problem]:
    match step.item, part:
        case model.Places(), dict() if part:
            for place, side in part.items():
                yield _mark(step, place, side)
        case model.Places(), str() if part in ids_of(step):
            mark = _mark(step, part, "whole")
            yield mark if isinstance(mark, values.Mark) else Problem(written_form(step))
        case model.Many() | model.Rank(), str() if part in ids_of(step):
            yield part
        case _, str() | int():
            read = typed(step, str(part))
            if isinstance(read, values.Answer) and isinstance(read.value, tuple):
                yield from read.value
            else:
                yield read if isinstance(read, Problem) else Problem(written_form(step))
        case _:
            yield Problem(written_form(step))


def _mark(step: Step, place: values.Written, side: values.Written) -> values.Mark | Problem:
    """A place with its side, out of those on offer or, where one is chosen, picked before."""
    offered: dict[str, tuple[str, ...]] = {}
    for mark in step.marks.values():
        offered[mark.place] = (*offered.get(mark.place, ()), mark.side)
    if not step.marks:
        offered = {one.id: sides_of(one) for one in step.choices if one.id in ids_of(step)}
    sides = offered.get(place)
    if sides is None:
        return replace(_unknown(place, tuple(offered)), way=(str(place),))
    if side not in sides:
        has_none = tr('This has no left and right: write "whole".')
        problem = Problem(has_none) if sides == ("whole",) else _unknown(side, sides)
        return replace(problem, way=(str(place),))
    return values.Mark(place, side)


def _problem(step: Step, places: Sequence[str]) -> str | None:
    """Why these cannot be picked together, as a sentence; None if they can."""
    most = getattr(step.item, "at_most", None)
    if not places:
        return tr("Nothing is picked.")
    if twice := next((one for one in places if places.count(one) > 1), None):
        return tr('"{choice}" is picked twice.', choice=twice)
    if most and len(places) > most:
        return tr("No more than {most} can be picked.", most=most)
    alone = next((one.id for one in step.choices if one.exclusive and one.id in places), None)
    if alone and len(places) > 1:
        return tr('"{choice}" cannot stand with others.', choice=alone)
    return None


def _unknown(word: values.Written, known: tuple[str, ...]) -> Problem:
    return Problem(tr('"{word}" is not on offer.', word=word), str(word), known)


ENDED = "no_more"
"""What stands where a table has no more rows."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,400})?")
_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_OF_A_DATE = frozenset({"as_typed", "from", "to", "manner", "about"})
_LONGEST_TYPED = 1000
_KEPT_TOO = "\t\x85\u2028\u2029"
"""White space that a file may have though it cannot be typed."""


def written_of(answer: values.Answer) -> values.Written:
    """The value of an answer as a file has it."""
    match answer.value:
        case values.Words(text):
            return text
        case values.RoughDate() as rough:
            return _written_date(rough)
        case values.Mark(place, side):
            return {place: side}
        case tuple() as several:
            marks = {one.place: one.side for one in several if isinstance(one, values.Mark)}
            return marks or [one for one in several if isinstance(one, str)]
        case value:
            return value


def _written_date(rough: values.RoughDate) -> values.Written:
    """A date with its ends; how it was said, unless that was as a date."""
    ends = {"from": rough.earliest, "to": rough.latest}
    said = {"manner": rough.manner} if rough.manner != "date" else {}
    about = {"about": "yes"} if rough.about else {}
    return {"as_typed": rough.as_typed} | {n: end for n, end in ends.items() if end} | said | about


def with_point(number: float) -> str:
    """A number that is not whole as it is kept, so that it is read as one again: 7.0."""
    text = values.in_figures(number)
    return text if "." in text else f"{text}.0"


def answer_of(step: Step, content: values.Written, typed: ReadTyped) -> values.Answer | Problem:
    """The answer that is written for a step: as it is kept, else as one would type it."""
    match content:
        case Unsaid(str(state)) if state in values.STATES:
            return _unsaid(step, values.STATES[state])
        case Unsaid(state):
            return Problem(
                tr('"{state}" is no state.', state=state), str(state), tuple(values.STATES)
            )
        case None | "":
            return Problem(tr("Nothing is written here."))
        case str() if content in values.STATES and not isinstance(step.item, model.Text):
            return _unsaid(step, values.STATES[content])
    if step.may_end:
        return _rows_ended(step, content, typed)
    value = _stored(step, content, typed)
    if value is not None:
        return value if isinstance(value, Problem) else values.answered(value)
    text = str(content)
    if len(text) > _LONGEST_TYPED:
        return Problem(tr("This is too long to be read as an answer to this question."))
    read = hidden_in(text) or typed(step, text)
    return _unsaid(step, read) if isinstance(read, values.Answer) and not read.given else read


def typed_answer(step: Step, text: str, *, clock: Clock) -> values.Answer | Problem:
    """What a person would have answered by typing this."""
    reading = _read_as_written(step, text, clock)
    # A date with no date in it is kept in its words: only a person is asked.
    words = values.answered(values.RoughDate(as_typed=text.strip()))
    match reading:
        case ParsedAnswer(answer):
            return answer
        case Command("skip"):
            return values.SKIPPED
        case Command("no_more"):
            return values.NO_MORE
        case Command():
            return Problem(tr('"{text}" is no answer.', text=text))
        case Rejected(sentence, quotes):
            said = "" if quotes else tr('"{text}" is not understood.', text=text)
            return Problem(f"{said} {sentence}".strip(), text, ids_of(step))
        case NeedsConfirmation(options=(Option(reading=ParsedAnswer(answer)), _)) if (
            answer == words
        ):
            return answer
        case NeedsConfirmation(sentence, options):
            said = tr('"{text}" is not clear.', text=text)
            offered = "; ".join(one.label for one in options if one.names_it)
            return Problem(f"{said} {sentence} {offered}".strip())
        case _:
            assert_never(reading)


def _read_as_written(step: Step, text: str, clock: Clock) -> Reading:
    """What the text means in the language of the bank, or, where that does not know it, in English.

    The numbers of an answers file are not so read: a point may part thousands in one language.
    """
    reading = read_answer(step, text, clock=clock)
    unread = isinstance(reading, Rejected | NeedsConfirmation)
    if not unread or step.language == ENGLISH or isinstance(step.item, model.Number | model.Rating):
        return reading
    english = read_answer(replace(step, language=ENGLISH), text, clock=clock)
    return english if isinstance(english, ParsedAnswer) else reading


def _unsaid(step: Step, answer: values.Answer) -> values.Answer | Problem:
    if step.item.required and answer != values.NOT_SURE:
        return Problem(tr("This question must be answered."))
    return answer


def _rows_ended(step: Step, content: values.Written, typed: ReadTyped) -> values.Answer | Problem:
    """Whether there are no rows, or no more."""
    if content == ENDED:
        return values.NO_MORE
    read = typed(step, content) if isinstance(content, str) else None
    if read is None or (isinstance(read, values.Answer) and read.given and read != values.NO_MORE):
        return Problem(tr("What belongs in a table is a list of rows."))
    return read


def _stored(step: Step, content: values.Written, typed: ReadTyped) -> values.Value | Problem | None:
    """The value in the form it is kept in; None if it has to be read as if typed."""
    match step.item, content:
        case model.YesNo(), "yes" | "no":
            return str(content)
        case model.One(), str() if content in ids_of(step) and not step.marks:
            return content
        case model.One(), dict() if step.marks and len(content) == 1:
            return _mark(step, *next(iter(content.items())))
        case (model.Places(), dict()) | (model.Many() | model.Rank() | model.Places(), list()):
            return _picks(step, content, typed)
        case model.Number(), str() | int() | float():
            text = with_point(content) if isinstance(content, float) else str(content)
            return _number_from(step.item, text)
        case model.Date(), dict():
            return _date(step, content)
        case model.Text(), str() | int() | float():
            return hidden_in(str(content)) or values.Words(str(content))
        case _, str() | int() | float():
            return None
        case _:
            return Problem(written_form(step))


def _number_from(item: model.Number, content: str) -> values.Value | Problem | None:
    if not _NUMBER.fullmatch(content) or ("." in content and not item.decimals):
        return None
    number = float(content) if "." in content else int(content)
    if item.minimum <= number <= item.maximum:
        return number
    ends = {"lowest": item.minimum, "highest": item.maximum}
    return Problem(tr("This must be a number from {lowest} to {highest}.", **ends))


def _date(step: Step, content: Mapping[str, values.Written]) -> values.Value | Problem:
    ends = {name: str(end) for name, end in content.items() if name in ("from", "to") and end}
    match content.get("as_typed"):
        case str(typed) if typed and content.keys() <= _OF_A_DATE:
            pass
        case "":
            return Problem(tr("Nothing is written here."), way=("as_typed",))
        case _:
            return Problem(written_form(step))
    if hidden := hidden_in(typed):
        return hidden
    if ends and not (ends.keys() == {"from", "to"} and _are_in_order(ends["from"], ends["to"])):
        return Problem(tr("This is no time from one year, month or day to another."))
    rough = values.RoughDate(as_typed=typed, earliest=ends.get("from"), latest=ends.get("to"))
    match content.get("manner", rough.manner), content.get("about", "no"):
        case str(manner), "yes" | "no" as about if manner in values.MANNERS:
            return replace(rough, manner=manner, about=about == "yes")
        case _:
            return Problem(written_form(step))


def _are_in_order(earliest: str, latest: str) -> bool:
    if not (_PARTIAL.fullmatch(earliest) and _PARTIAL.fullmatch(latest)):
        return False
    try:
        return values.first_day(earliest) <= values.last_day(latest)
    except ValueError:
        return False


def hidden_in(text: str) -> Problem | None:
    """The first character that could act on a terminal, as a problem; None if there is none."""
    for character in text:
        if not is_kept(character) and character not in _KEPT_TOO:
            return Problem(
                tr("Here is a hidden character ({code}): take it out.", code=code_point(character))
            )
    return None
