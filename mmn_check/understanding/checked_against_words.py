"""A second look at what was read of a list, held against the words it was read from.

Less doubtful: a choice is said outright if all telling words of one of its names were said. What is
asked about is kept at once, with all the words beside it, if just that was said outright, by names
of two telling words or more ("It crept on, worse in steps"): of one word much else may be said ("I
was tested for diabetes"). A list that could not be read is asked about instead of being refused.

Not turned round: no choice is taken that says the opposite of what was said, "No cramps" for
"cramps", before for after, or that is of another kind, an MRI of the neck for its x-ray.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mmn_check.bank.model import Choice, Many, One, Places
from mmn_check.i18n import tr
from mmn_check.understanding.labels import choices_by_side, names, tells
from mmn_check.understanding.lexicon import alike, lexicon, words_of
from mmn_check.understanding.options import answer_one, calls_for_help, is_it, several, which_one
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
)
from mmn_check.understanding.replies import says_no, turns, without_lead
from mmn_check.understanding.sides import ONE_SIDE
from mmn_check.understanding.talk_around import (
    asked_for,
    clauses_of,
    kept_beside,
    listed_parts,
    phrases_in,
    without_phrases,
)
from mmn_check.understanding.utterance import in_full, is_number, ordinal, stems, words_in
from mmn_check.visit.steps import Step, picked_by
from mmn_check.visit.values import Answer, Mark, Side, answered

_FEWEST = 5
"""Words of a sentence; fewer may be a slip."""
_TOLD_AT_LENGTH = 6
"""Words of which a few may be strange without making the rest so."""
_TELLING = 4
"""Letters of the shortest word that tells what something is before or after."""


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
    said = (words_in(one, language) for one in clauses_of(text))
    spoken = [frozenset(stems(in_full(words), language)) for words in said]
    found, certain = set[int](), set[int]()
    other = {n for n, one in enumerate(step.choices, start=1) if one.stands_for_words}
    for name, numbers in called.loose.items():
        telling = {one for one in name if tells(one, language)}
        if numbers <= other or len(numbers) > 1:
            continue
        if telling and any(telling <= words for words in spoken):
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


def not_the_opposite(step: Step, text: str, reading: Reading) -> Reading:
    """The reading without choices that deny what is said: "No cramps" is not meant by "cramps".

    What is named by its number or by a whole name of its own is meant, and so may be what is
    denied in any words. Of signs that may call for help nothing is left out.
    """
    is_list = isinstance(step.item, One | Many | Places)
    words = words_in(text, step.language)
    by_number = any(map(is_number, words)) or any(map(ordinal, words[-1:]))
    denies = says_no(text, step.language) or turns(text, step.language)
    if not is_list or by_number or not words or denies:
        return reading

    # What is asked about is not kept: there, "none" alone is too far from what was said.
    none_only = bool(step.question.urgent_if) or isinstance(reading, NeedsConfirmation)

    def is_meant(meant: Reading) -> bool:
        if not isinstance(meant, ParsedAnswer) or not meant.answer.given:
            return True
        picked = _picked(step, meant.answer)
        picks = [one for one in picked if one.exclusive or not none_only]
        if any(_is_opposite(one, text, step.language) for one in picks):
            return False
        others = [_is_of_another(one, text, step.language) for one in picked]
        several = isinstance(reading, NeedsConfirmation) and reading.several
        return not picked or not (any(others) if several else all(others))

    match reading:
        case ParsedAnswer() if not is_meant(reading):
            return again(step, tr("That is not on the list."))
        case NeedsConfirmation(_, options) if not all(is_meant(one.reading) for one in options):
            left = tuple(one for one in options if is_meant(one.reading))
            if any(isinstance(one.reading, ParsedAnswer) for one in left):
                return replace(reading, options=left)
            return again(step, tr("That is not on the list."))
        case _:
            return reading


def _picked(step: Step, answer: Answer) -> list[Choice]:
    """The choices that an answer picks, "none of these" among them."""
    several = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    ids = {one.place if isinstance(one, Mark) else one for one in several}
    return [choice for choice in step.choices if choice.id in ids]


def right_way_round(step: Step, text: str, reading: Reading) -> Reading:
    """The reading; asked about, where a "before" or an "after" stands behind what it is before.

    "Before it got weak" is not meant by "it was weak before".
    """
    known, said = lexicon(step.language).phrases("relates"), words_of(text)
    at = next((at for at, word in enumerate(said) if (word,) in known), 0)
    if not at or not isinstance(step.item, One) or not isinstance(reading, ParsedAnswer):
        return reading
    related = [n for n, one in enumerate(step.choices, start=1) if words_of(one.label)[:1] in known]
    names_of = [
        words_of(one)
        for choice in _picked(step, reading.answer)
        for one in (choice.label, *choice.synonyms)
    ]
    telling = {
        one
        for name in names_of
        if said[at] in name
        for one in name[name.index(said[at]) + 1 :]
        if len(one) >= _TELLING
    }
    before, behind = (
        any(alike(one, other, step.language) for one in part for other in telling)
        for part in (said[:at], said[at + 1 :])
    )
    turned = len(related) > 1 and before and not behind
    return which_one(step, related) if turned else reading


def _is_opposite(choice: Choice, text: str, language: str) -> bool:
    """Whether a choice says that something is not so, and the text, which denies nothing, is it."""
    said = f" {' '.join(words_of(text))} "
    named = (choice.label, *choice.synonyms)
    whole = any(f" {' '.join(words_of(one))} " in said for one in named)
    first, *_ = choice.label.split()
    denies = words_of(first) in lexicon(language).phrases("no") or says_no(choice.label, language)
    return denies and not whole and not first.endswith(",")  # "No, they are better today"


def _is_of_another(choice: Choice, text: str, language: str) -> bool:
    """Whether something else is said to be of what a choice is of: the "x-ray" of "MRI of neck"."""
    kind, of = _around_of(choice.label, language)
    own = {*kind, *(word for one in choice.synonyms for word in words_of(one))} - {*of}
    told = [_around_of(one, language) for one in listed_parts(text, language)]
    kinds = [before for before, behind in told if before and _are_alike(behind, of, language)]
    return bool(kind and kinds) and not any(_are_alike(one, own, language) for one in kinds)


def _around_of(text: str, language: str) -> tuple[list[str], list[str]]:
    """The telling words before and behind the "of" of a few words; none, where there is none."""
    words = words_in(" ".join(without_phrases(text.split(), language, "softened")), language)
    at = words.index("OF") if "OF" in words else len(words)
    before, behind = words[:at], words[at + 1 :]
    return [one for one in before if behind and tells(one, language)], [
        one for one in behind if tells(one, language)
    ]


def _are_alike(some: Iterable[str], others: Iterable[str], language: str) -> bool:
    known = [*others]
    return any(alike(one, other, language) for one in some for other in known)
