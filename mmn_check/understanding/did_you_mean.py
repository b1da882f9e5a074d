"""A yes or a no to "Did you mean X?", alone, with more of the list, or with what is meant instead.

"Yes, and the toes too" adds to X, "No, it's the left" corrects it; both keep what was understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from mmn_check.bank.model import Many, Places, Text
from mmn_check.understanding.options import is_it, none_choice, several, which_of
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    what_to_type,
)
from mmn_check.understanding.places import among
from mmn_check.understanding.replies import YesOrNo, turns, without_lead
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.sides import ONE_SIDE
from mmn_check.understanding.taken_back import without
from mmn_check.understanding.talk_around import (
    Read,
    begun_by,
    is_none,
    is_side,
    phrases_in,
    told_in,
    without_phrases,
)
from mmn_check.understanding.utterance import key, says, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, Side, Words, answered

_MARKS = re.compile(r"(?:[,.;:!…–—]+(?=\s|$)|\s-\s)\s*")
_SAYS: dict[YesOrNo, tuple[str, ...]] = {
    "yes": ("yes", "firm_yes", "agrees"),
    "no": ("no", "firm_no", "denies"),
}
_OPPOSITE: dict[Side, Side] = {"right": "left", "left": "right"}


class Agreement(NamedTuple):
    """What a reply says of what was offered, and what is said besides."""

    said: Literal["yes", "no", "both", ""]
    rest: str


def agreement(text: str, language: str) -> Agreement:
    """The yes or no around the rest of a reply: "Yes, and the toes", "the ninth, that's it"."""
    clauses = [one for one in _MARKS.split(text.strip()) if one]
    found = set[YesOrNo]()

    def is_idle(clause: str) -> bool:
        words = clause.split()
        for meaning, ways in _SAYS.items():
            if "no" in found and words_in(clause, language) == ("RIGHT",):
                return False
            told = any(phrases_in(words, language, *ways))
            if told and not without_phrases(words, language, *ways, "says_nothing"):
                found.add(meaning)
                return True
        return not without_phrases(words, language, "says_nothing")

    while clauses and is_idle(clauses[0]):
        clauses.pop(0)
    if clauses:
        words = clauses[0].split()
        for meaning in _SAYS:
            if begun := begun_by(words, language, meaning):
                found.add(meaning)
                clauses[0] = " ".join(words[begun:])
    rest = ", ".join(clauses)
    if len(found) > 1:
        return Agreement("both", rest)
    return Agreement(found.pop() if found else "", rest)


def confirmed(step: Step, sure: NeedsConfirmation, text: str, *, read: Read) -> Reading | None:
    """What a reply to one offered meaning comes to; None if it is to be read as at any menu.

    `read` reads what is said besides as an answer to the question itself.
    """
    first, *_, last = (one.reading for one in sure.options)
    language, offered = step.language, sure.options[0]
    agrees = not offered.names_it or key("yes", language) in offered.keys
    if len(sure.options) != 2 or not isinstance(last, Rejected) or not agrees:
        return None
    if says(text, language, "not_sure", "declined"):
        return None
    said, rest = agreement(text, language)
    if not without_phrases(rest.split(), language, "all", "both", "says_nothing") and rest:
        many = isinstance(first, ParsedAnswer) and len(first.answer.picks) > 1
        return first if many and said != "no" else None
    if said == "no":
        instead = _instead(step, first, rest, read) if rest else None
        return instead or last
    if said != "yes":
        return None
    if not rest:
        return first
    return _with_more(step, first, rest, text, read)


def amended(
    step: Step, kept: Answer, text: str, *, read: Callable[[Step, str], Reading]
) -> Reading | None:
    """What an answer that is shown comes to with more or less: "Add the leg", "not the hand".

    None if that is not said; what may be all of a new answer as well is asked about.
    """
    language, words = step.language, text.split()
    if isinstance(kept.value, Words) and (adds := begun_by(words, language, "add_it")):
        both = f"{kept.value.text} {' '.join(words[adds:])}"
        return which_of(step, [(one, ParsedAnswer(answered(Words(one)))) for one in (both, text)])
    if not isinstance(step.item, Many | Places) or not kept.picks:
        return None
    less = begun_by(words, language, "takes_out")
    if less and not any(phrases_in(words[less:], language, "but_rather", "but_then")):
        return _with_less(step, kept, " ".join(words[less:]), read=read)
    adds, end = begun_by(words, language, "adds", "add_it"), _as_well_at(words, language)
    if adds or end < len(words):
        more = read(step, " ".join(words[adds:end]))
        return more if is_none(kept) else joined_to(step, kept, more) or more
    anew = read(step, text) if any(phrases_in(words, language, "as_well", "add_it")) else None
    if not isinstance(anew, ParsedAnswer) or {*kept.picks} <= {*anew.answer.picks}:
        return None
    ways = (joined(step, kept, anew.answer), anew)
    told = [(unstopped(step, one.answer), one) for one in ways if isinstance(one, ParsedAnswer)]
    return which_of(step, told)


def _with_less(
    step: Step, kept: Answer, text: str, *, read: Callable[[Step, str], Reading]
) -> Reading | None:
    """What is left of an answer without what is said; of a place without a side, nothing is."""
    picked = {one.place if isinstance(one, Mark) else one for one in kept.picks}
    out = read(step, text)
    if not isinstance(out, ParsedAnswer):
        out = read(among(step, [one for one in step.choices if one.id in picked]), text)
    gone = told_in(out)
    if gone is None and isinstance(out, NeedsConfirmation) and step.item.kind == "places":
        places = {mark.place for mark in (told_in(out.options[0].reading) or kept).marks}
        gone = replace(kept, value=tuple(one for one in kept.marks if one.place in places))
    if gone is None or not gone.picks:
        return None
    if left := without(kept, gone):
        return ParsedAnswer(replace(left, note=kept.note))
    none = none_choice(step.choices)
    return is_it(step, _none_of(step, none)) if none else Rejected(what_to_type(step))


def _none_of(step: Step, none: int) -> ParsedAnswer:
    id_ = step.choices[none - 1].id
    several: tuple[Mark, ...] | tuple[str, ...] = (id_,)
    return ParsedAnswer(
        answered((Mark(id_, "whole"),) if isinstance(step.item, Places) else several)
    )


def _with_more(step: Step, first: Reading, rest: str, text: str, read: Read) -> Reading | None:
    """What was offered with what a yes adds: more of the list, or words to stand beside it."""
    if not isinstance(first, ParsedAnswer) or isinstance(step.item, Text):
        return None
    language, words = step.language, rest.split()
    adds, end = begun_by(words, language, "adds"), _as_well_at(words, language)
    rest = " ".join(words[adds:end])
    reading = read(rest)
    if isinstance(step.item, Many | Places) and (whole := joined_to(step, first.answer, reading)):
        return whole
    if reading == first:
        return first
    if isinstance(reading, ParsedAnswer) and reading.answer.given:
        return is_it(step, reading)
    if turns(rest, language) or not isinstance(reading, Rejected):
        return None
    return ParsedAnswer(replace(first.answer, note=first.answer.note or text))


def _as_well_at(words: Sequence[str], language: str) -> int:
    """Where an "as well" at the end of the words begins; their number, if they end otherwise."""
    found = phrases_in(words, language, "as_well")
    return next((start for start, end in found if end == len(words)), len(words))


def joined_to(step: Step, one: Answer, reading: Reading) -> Reading | None:
    """An answer with more of the same list; asked about where the more is."""
    match reading:
        case ParsedAnswer(other) if other.given and not is_none(other):
            return joined(step, one, other)
        case NeedsConfirmation(sentence, options):
            more = [
                replace(o, reading=joined_to(step, one, o.reading) or o.reading) for o in options
            ]
            first = more[0].reading
            if not more[0].names_it and isinstance(first, ParsedAnswer):
                return is_it(step, first)
            return replace(reading, sentence=sentence, options=tuple(more))
        case _:
            return None


def joined(step: Step, one: Answer, other: Answer) -> ParsedAnswer | Rejected:
    """Two answers to one list as one, in the list's order; of one place with two sides, both."""
    ids = [choice.id for choice in step.choices]
    note = "; ".join(dict.fromkeys(filter(None, (one.note, other.note))))
    if isinstance(step.item, Places):
        sides: dict[str, Side] = {}
        for mark in (*one.marks, *other.marks):
            before = sides.get(mark.place, mark.side)
            sides[mark.place] = mark.side if before == mark.side else "both"
        placed = sorted(sides, key=ids.index)
        return ParsedAnswer(answered(tuple(Mark(p, sides[p]) for p in placed), note))
    picked = {str(name) for name in (*one.picks, *other.picks)}
    reading = several(step, [n for n, name in enumerate(ids, start=1) if name in picked])
    if isinstance(reading, ParsedAnswer):
        return ParsedAnswer(replace(reading.answer, note=note))
    return reading


def _instead(step: Step, first: Reading, rest: str, read: Read) -> Reading | None:
    """What is meant instead of what was offered, which stands as far as it is not corrected."""
    if not isinstance(first, ParsedAnswer) or isinstance(step.item, Text):
        return None
    rest = without_lead(rest, step.language)[0]
    reading = read(rest)
    marks = first.answer.marks
    told = reading.answer.marks if isinstance(reading, ParsedAnswer) else ()
    if side := _side_alone(step, marks, rest):
        told = tuple(one if one.side == "whole" else replace(one, side=side) for one in marks)
    new = {one.place: one for one in told}
    if new and new.keys() <= {one.place for one in marks}:
        turned = replace(first.answer, value=tuple(new.get(one.place, one) for one in marks))
        if turned != first.answer:
            return ParsedAnswer(turned)
        # A no that corrects nothing denies what it does not name.
        return is_it(step, reading) if isinstance(reading, ParsedAnswer) else None
    return reading if isinstance(reading, ParsedAnswer | NeedsConfirmation) else None


def _side_alone(step: Step, marks: Sequence[Mark], rest: str) -> Side | None:
    """The side that is named alone instead of that of all places: "the left", "the other side"."""
    language, held = step.language, {mark.side for mark in marks} - {"whole"}
    said = {ONE_SIDE[one] for one in words_in(rest, language) if one in ONE_SIDE}
    if says(rest, language, "other_side"):
        said = {_OPPOSITE[one] for one in held & _OPPOSITE.keys()}
    elif not is_side(without_phrases(rest.split(), language, "frames", "says_nothing"), language):
        return None
    return said.pop() if len(said) == len(held) == 1 else None
