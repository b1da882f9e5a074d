"""A second look at what was read of a list, held against the words it was read from.

Less doubtful: a choice is said outright if all telling words of one of its names were said. What is
asked about is kept at once, with all the words beside it, if just that was said outright, by names
of two telling words or more ("Get my test results explained"): of one word much else may be said
("I was tested for diabetes").

Not turned round: no choice is taken that says the opposite of what was said, "No cramps" for
"cramps", before for after, or that is of another kind, an MRI of the neck for its x-ray.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mmn_check.bank.model import Choice, Many, One, Places
from mmn_check.i18n import tr
from mmn_check.understanding.labels import names, tells
from mmn_check.understanding.lexicon import alike, lexicon, words_of
from mmn_check.understanding.options import calls_for_help, which_one
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    again,
)
from mmn_check.understanding.replies import says_no, turns
from mmn_check.understanding.talk_around import (
    asked_for,
    clauses_of,
    listed_parts,
    phrases_in,
    without_phrases,
)
from mmn_check.understanding.utterance import in_full, is_number, ordinal, stems, words_in
from mmn_check.visit.steps import Step, picked_by
from mmn_check.visit.values import Answer, Mark

_FEWEST = 5
"""Words of a sentence; fewer may be a slip."""
_TELLING = 4
"""Letters of the shortest word that tells what something is before or after."""


def settled(step: Step, text: str, reading: Reading) -> Reading:
    """What is asked about of a list is kept, if just that was said outright, and no less."""
    if not isinstance(step.item, Many) or not isinstance(reading, NeedsConfirmation):
        return reading
    if len(text.split()) < _FEWEST or "?" in text or _is_turned(step, text):
        return reading
    offered = [
        option.reading.answer
        for option in reading.options
        if isinstance(option.reading, ParsedAnswer) and option.reading.answer.given
    ]
    picked = [frozenset(pick.choice.id for pick in picked_by(step, one)) for one in offered]
    said = _said_outright(step, text)
    if said not in picked or said != frozenset[str]().union(*picked):
        return reading
    kept = replace(offered[picked.index(said)], note=text)
    return reading if calls_for_help(step, kept) else ParsedAnswer(kept)


def _said_outright(step: Step, text: str) -> frozenset[str]:
    """The choices said outright, by all telling words of a name, which are two or more.

    None, if one of them is said by a single word, or is "none of these".
    """
    called, language = names(step), step.language
    said = (words_in(one, language) for one in clauses_of(text))
    spoken = [frozenset(stems(in_full(words), language)) for words in said]
    found = dict[str, int]()
    for name, numbers in called.loose.items():
        telling = {one for one in name if tells(one, language)}
        first, *others = [step.choices[number - 1] for number in numbers]
        if others or first.stands_for_words or not telling:
            continue
        if any(telling <= words for words in spoken):
            count = 0 if first.exclusive else len(telling)
            found[first.id] = max(count, found.get(first.id, 0))
    return frozenset(found) if min(found.values(), default=0) > 1 else frozenset()


def _is_turned(step: Step, text: str) -> bool:
    """Whether anything may be denied, doubted, put right or of somebody else.

    Trouble is no denial where it is asked for.
    """
    language = step.language
    words = without_phrases(text.split(), language, *asked_for(step))
    doubts = phrases_in(words, language, "turns", "taken_back", "all_but", "told_of_others")
    return turns(" ".join(words), language) or any(doubts)


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
