"""What is doubtful only because more was said than names of choices.

A choice is said outright if all telling words of one of its names were said. What is asked about is
kept at once, with all the words beside it, if just that was said outright, by names of two telling
words or more ("It crept on, worse in steps"): of one word much else may be said ("I was tested for
diabetes"). A list that could not be read is asked about instead of being refused.
"""

from __future__ import annotations

from dataclasses import replace

from mmn_check.bank.model import Many, One, Places
from mmn_check.understanding.labels import choices_by_side, names, tells
from mmn_check.understanding.options import answer_one, calls_for_help, is_it, several
from mmn_check.understanding.parsed import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
)
from mmn_check.understanding.replies import turns, without_lead
from mmn_check.understanding.sides import ONE_SIDE
from mmn_check.understanding.talk import (
    asked_for,
    clauses_of,
    kept_beside,
    listed_parts,
    phrases_in,
    without_phrases,
)
from mmn_check.understanding.utterance import in_full, is_number, stems, words_in
from mmn_check.visit.steps import Step, picked_by
from mmn_check.visit.values import Answer, Mark, Side, answered

_FEWEST = 5
"""Words of a sentence; fewer may be a slip."""
_TOLD_AT_LENGTH = 6
"""Words of which a few may be strange without making the rest so."""


def settled(step: Step, text: str, reading: Reading) -> Reading:
    """The reading of a list, less doubtful if just what is doubtful was said outright."""
    is_list = isinstance(step.item, One | Many | Places)
    if not is_list or len(text.split()) < _FEWEST or "?" in text:
        return reading
    numbers, certain = _said_outright(step, text)
    if not numbers:
        return reading
    match reading:
        case NeedsConfirmation() if certain and not _is_turned(step, text):
            kept = _just_offered(step, reading, numbers, text)
        case Rejected() if len(text.split()) >= _TOLD_AT_LENGTH:
            clauses = clauses_of(text)
            denied = {n for one in clauses if _denies(one, step) for n in _named_in(step, one)}
            kept = _told(step, [one for one in numbers if one not in denied], text)
        case _:
            kept = None
    if kept is None or calls_for_help(step, kept):
        return reading
    told_beside = ParsedAnswer(replace(kept, note=text))
    if not isinstance(reading, Rejected):
        return told_beside
    parts = listed_parts(text, step.language) if isinstance(step.item, Many) else []
    lost = [one for one in parts if not _named_in(step, one)]
    return kept_beside(step, told_beside, ", ".join(lost)) if lost else is_it(step, told_beside)


def _denies(clause: str, step: Step) -> bool:
    """Whether a clause denies, doubts or takes back what it names: "no sugar"."""
    words = without_phrases(clause.split(), step.language, *asked_for(step))
    return turns(" ".join(words), step.language)


def _named_in(step: Step, clause: str) -> list[int]:
    return _said_outright(step, clause)[0]


def _just_offered(
    step: Step, asked: NeedsConfirmation, numbers: list[int], text: str
) -> Answer | None:
    """The answer offered that is all of what is offered, and just what was said outright."""
    said = frozenset(step.choices[number - 1].id for number in numbers)
    offered = {
        option.reading.answer: frozenset(
            pick.choice.id for pick in picked_by(step, option.reading.answer)
        )
        for option in asked.options
        if isinstance(option.reading, ParsedAnswer) and option.reading.answer.given
    }
    one_place = len(said) == 1 or not isinstance(step.item, Places)
    if not one_place or frozenset[str]().union(*offered.values()) != said:
        return None
    fitting = (answer for answer, picked in offered.items() if picked == said)
    return next((answer for answer in fitting if _has_sides(step, answer, text)), None)


def _said_outright(step: Step, text: str) -> tuple[list[int], bool]:
    """The numbers of the choices said outright, and whether by several words each.

    None, if "none of these" is among them.
    """
    called, language = names(step), step.language
    spoken = frozenset(stems(in_full(words_in(text, language)), language))
    found, certain = set[int](), set[int]()
    other = {n for n, one in enumerate(step.choices, start=1) if one.stands_for_words}
    for name, numbers in called.loose.items():
        if (
            numbers <= other
            or len(numbers) > 1
            or any(one not in spoken and tells(one, language) for one in name)
        ):
            continue
        if telling := {one for one in name if tells(one, language)}:
            found |= numbers
            certain |= numbers if len(telling) > 1 else frozenset()
    alone = any(step.choices[number - 1].exclusive for number in found)
    return ([] if alone else sorted(found)), found == certain


def _is_turned(step: Step, text: str) -> bool:
    """Whether anything may be denied, doubted, put right, chosen otherwise, or of somebody else.

    Trouble is no denial where it is asked for.
    """
    language = step.language
    words = without_phrases(text.split(), language, *asked_for(step))
    doubts = phrases_in(words, language, "turns", "taken_back", "all_but", "told_of_others")
    return turns(" ".join(words), language) or any(doubts) or _is_counted(step, text)


def _is_counted(step: Step, text: str) -> bool:
    """Whether a yes, a no, a side or a number may choose in another way than the names do."""
    if not isinstance(step.item, One):
        return False
    if choices_by_side(step):
        return True
    _, lead = without_lead(text, step.language)
    numbers = [one for one in words_in(text, step.language) if is_number(one) and one != "#1"]
    return lead in ("plain_yes", "plain_no") or bool(numbers)


def _told(step: Step, numbers: list[int], text: str) -> Answer | None:
    """The choices as an answer; None if too many, or if their side is not told."""
    match step.item:
        case _ if not numbers:
            return None
        case One():
            return answer_one(step, numbers[0]) if len(numbers) == 1 else None
        case Many():
            reading = several(step, numbers)
            return reading.answer if isinstance(reading, ParsedAnswer) else None
        case _:
            sides = _sides_in(step, text)
            chosen = [step.choices[number - 1] for number in numbers]
            if len(sides) != 1:
                return None
            [side] = sides
            return answered(tuple(Mark(one.id, side if one.sides else "whole") for one in chosen))


def _sides_in(step: Step, text: str) -> set[Side]:
    return {ONE_SIDE[one] for one in words_in(text, step.language) if one in ONE_SIDE}


def _has_sides(step: Step, answer: Answer, text: str) -> bool:
    """Whether every side is the only one that was said."""
    marks = [pick.mark for pick in picked_by(step, answer) if pick.mark]
    held = {mark.side for mark in marks} - {"whole"}
    return not held or (len(held) == 1 and held == _sides_in(step, text))
