"""What is doubtful only because more was said than names of choices.

A choice is said outright if all telling words of one of its names were said. What is asked about is
kept at once, with all the words beside it, if just that was said outright, by names of two telling
words or more ("It crept on, worse in steps"): of one word much else may be said ("I was tested for
diabetes"). A list that could not be read is asked about instead of being refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf
from mmn_check.bank.model import Many, One, Places
from mmn_check.understanding.labels import choices_by_side, names, tells
from mmn_check.understanding.options import answer_one, is_it, several
from mmn_check.understanding.parsed import NeedsConfirmation, ParsedAnswer, Reading, Rejected
from mmn_check.understanding.replies import turns, without_lead
from mmn_check.understanding.sides import ONE_SIDE
from mmn_check.understanding.talk import asked_for, phrases_in, without_phrases
from mmn_check.understanding.words import in_full, is_number, stems, words_in
from mmn_check.visit.steps import Step
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
    said = frozenset(step.choices[number - 1].id for number in numbers)
    if not said or _calls_for_help(step, said):
        return reading
    turned = _is_turned(step, text) or _is_counted(step, text)
    match reading:
        case NeedsConfirmation() if certain and not turned:
            offered = list(_offered(reading))
            every = frozenset[str]().union(*map(_picked, offered))
            alone = len(said) == 1 or not isinstance(step.item, Places)
            for answer in offered if alone and every == said else ():
                if _picked(answer) == said and _has_sides(step, answer, text):
                    return ParsedAnswer(replace(answer, note=text))
        case Rejected() if len(text.split()) >= _TOLD_AT_LENGTH and (
            told := _told(step, numbers, text)
        ):
            return is_it(step, ParsedAnswer(replace(told, note=text)))
        case _:
            pass
    return reading


def _said_outright(step: Step, text: str) -> tuple[list[int], bool]:
    """The numbers of the choices said outright, and whether by several words each.

    None, if "none of these" is among them.
    """
    called, language = names(step), step.language
    spoken = frozenset(stems(in_full(words_in(text, language)), language))
    found, certain = set[int](), set[int]()
    for name, numbers in called.loose.items():
        telling = frozenset(one for one in name if tells(one, language))
        if len(numbers) == 1 and telling and telling <= spoken:
            found |= numbers
            certain |= numbers if len(telling) > 1 else frozenset()
    alone = any(step.choices[number - 1].exclusive for number in found)
    return ([] if alone else sorted(found)), found == certain


def _is_turned(step: Step, text: str) -> bool:
    """Whether anything may be denied, doubted, put right, or be so of somebody else.

    Trouble is no denial where it is asked for.
    """
    language = step.language
    words = without_phrases(text.split(), language, *asked_for(step))
    doubts = phrases_in(words, language, "turns", "taken_back", "all_but", "told_of_others")
    return turns(" ".join(words), language) or any(doubts)


def _is_counted(step: Step, text: str) -> bool:
    """Whether a yes, a no, a side or a number may choose in another way than the names do."""
    if not isinstance(step.item, One):
        return False
    if choices_by_side(step):
        return True
    _, lead = without_lead(text, step.language)
    numbers = [one for one in words_in(text, step.language) if is_number(one) and one != "#1"]
    return lead in ("plain_yes", "plain_no") or bool(numbers)


def _calls_for_help(step: Step, said: frozenset[str]) -> bool:
    """Whether an answer with any of these may show the stop card."""
    return any(
        isinstance(clause, AnyOf | AllOf) and {ANYTHING, *said} & {*clause.words}
        for clause in step.question.urgent_if
    )


def _told(step: Step, numbers: list[int], text: str) -> Answer | None:
    """The choices as an answer; None if too many, or if their side is not told."""
    match step.item:
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


def _offered(asked: NeedsConfirmation) -> Iterator[Answer]:
    for option in asked.options:
        if isinstance(option.reading, ParsedAnswer) and option.reading.answer.given:
            yield option.reading.answer


def _picked(answer: Answer) -> frozenset[str]:
    value = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    return frozenset(one.place if isinstance(one, Mark) else str(one) for one in value)


def _sides_in(step: Step, text: str) -> set[Side]:
    return {ONE_SIDE[one] for one in words_in(text, step.language) if one in ONE_SIDE}


def _has_sides(step: Step, answer: Answer, text: str) -> bool:
    """Whether every side is the only one that was said."""
    value = answer.value if isinstance(answer.value, tuple) else ()
    held = {one.side for one in value if isinstance(one, Mark)} - {"whole"}
    return not held or (len(held) == 1 and held == _sides_in(step, text))
