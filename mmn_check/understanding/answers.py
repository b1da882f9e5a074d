"""From what was typed to an answer, or to a sentence of what to type; and back to words.

What can mean one thing only is understood. What may mean several is asked about. The rest gets
a sentence, and the question stands: nothing is ever guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import assert_never

from mmn_check.bank.model import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.i18n import tr
from mmn_check.understanding.amounts import amount_option, read_amount
from mmn_check.understanding.choices import read_many, read_one, read_rank
from mmn_check.understanding.commands import ended, instead_of_answer
from mmn_check.understanding.dated import date_option, read_dated
from mmn_check.understanding.dates.reading import Clock
from mmn_check.understanding.free_words import instead_of_words
from mmn_check.understanding.labels import names_of
from mmn_check.understanding.lexicon import lexicon, listed, ways_to_say
from mmn_check.understanding.lists import Listing, find
from mmn_check.understanding.options import none_choice
from mmn_check.understanding.parsed import (
    Command,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
    none_meant,
)
from mmn_check.understanding.places import read_places
from mmn_check.understanding.replies import adds_words, denied, reply, turns, without_lead
from mmn_check.understanding.retold import retold
from mmn_check.understanding.talk import (
    any_side,
    clauses_of,
    keeping_words,
    plainly_said,
    understood_in_part,
)
from mmn_check.understanding.utterance import utterance
from mmn_check.understanding.words import lone_letter, phrase, says
from mmn_check.understanding.yes_no import read_yes_no
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NOT_SURE, Answer, Mark, Words, answered

_LONGEST = 300
"""Characters that may answer anything but a question for free words or for a date."""


def read_answer(step: Step, typed: str, *, clock: Clock) -> Reading:
    """What the typed text means as an answer to the step."""
    text = unicodedata.normalize("NFC", typed).strip()
    if not any(character.isprintable() and not character.isspace() for character in text):
        return again(step, tr("Nothing was typed."))
    if len(text) > _LONGEST and not isinstance(step.item, (Text, Date)):
        return again(step, tr("That is too long for this question."))
    read = partial(_read, step, clock=clock)
    at_once = cache(partial(_at_once, step, read=read))
    reading = at_once(text)
    if isinstance(step.item, Text):
        return reading
    if isinstance(reading, Rejected | NeedsConfirmation):
        reading = plainly_said(step, text, read=at_once) or reading
    if isinstance(step.item, Date):
        return reading
    if isinstance(reading, Rejected | NeedsConfirmation):
        asks = isinstance(reading, NeedsConfirmation)
        reading = understood_in_part(step, text, read=at_once, asks=asks) or reading
    if isinstance(reading, Rejected):
        reading = retold(step, text, read=read) or reading
    if isinstance(reading, Rejected):
        reading = plainly_said(step, text, read=at_once, refused=True) or reading
    if isinstance(step.item, Places | Number | Rating) or (
        isinstance(reading, NeedsConfirmation) and not isinstance(step.item, YesNo)
    ):
        return keeping_words(step, text, reading)
    return reading


def _at_once(step: Step, text: str, *, read: Callable[[str], Reading]) -> Reading:
    """What the words mean as they stand, or do instead."""
    instead = ended(step, text, read=read)
    if instead is None and isinstance(step.item, Text):
        instead = instead_of_words(step, text)
    elif instead is None:
        instead = instead_of_answer(step, text, read=read)
    return instead or read(text)


def _read(step: Step, text: str, *, clock: Clock) -> Reading:
    item = step.item
    match item:
        case YesNo():
            return read_yes_no(step, text)
        case One():
            return read_one(step, text)
        case Many():
            return read_many(step, text)
        case Places():
            return read_places(step, text)
        case Rank():
            return read_rank(step, text)
        case Number() | Rating():
            return read_amount(step, item, text, clock=clock)
        case Date():
            return read_dated(step, item, text, clock=clock)
        case Text():
            return ParsedAnswer(answered(Words(text)))
        case _:
            assert_never(item)


def key_meant(reading: Reading) -> ParsedAnswer | Command | None:
    """What a key does that may have been typed as free words; None if that is not the doubt."""
    if not isinstance(reading, NeedsConfirmation):
        return None
    match reading.options[0].reading, reading.options[-1].reading:
        case Command() | ParsedAnswer(Answer(value=None)) as key, ParsedAnswer(
            Answer(value=Words())
        ):
            return key
        case _:
            return None


_AGREES = ("yes", "firm_yes", "agrees")
_DENIES = ("no", "firm_no", "denies")
_TELLING = 3
"""Letters of the shortest beginning of a word that stands for it: "Sep"."""


def read_option(step: Step, sure: NeedsConfirmation, typed: str, *, clock: Clock) -> Reading:
    """Which of the options was typed: by its number, its keys, or words that fit it alone.

    A command is a command here too, where "back" goes back to the question; "I don't know" is
    said of the question; and what can only be another answer to the question is one. Anything
    else gets a sentence, and the options stand: no words that mean nothing are kept from here.
    """
    clauses = [] if isinstance(step.item, Text) else clauses_of(typed[:_LONGEST])
    left = [one for one in clauses if not says(one, step.language, "agrees")]
    if 0 < len(left) < len(clauses):
        typed = ", ".join(left)  # "The ninth of December, that's the one."
    text = typed[:_LONGEST]
    if keyed := _none_of_the_list(step, sure, text) or _by_key(sure, text, step.language):
        return keyed
    if isinstance(step.item, Date):
        chosen = date_option(step, step.item, sure, typed, clock=clock)
        if chosen:
            return chosen
    if isinstance(step.item, Number | Rating):
        chosen = amount_option(step, step.item, sure, text, clock=clock)
        if chosen:
            return chosen
    if picked := _behind_no(step, text, clock=clock) or _picked(sure, text, step.language):
        return picked
    if agreed := _agreed(step, sure, text, clock=clock):
        return agreed
    if sure.so_far and (whole := _with_the_rest(step, sure, text, clock=clock)):
        return whole
    said = " ".join(phrase(text, step.language))
    anew = read_answer(step, typed, clock=clock)
    lone = isinstance(step.item, Text) and key_meant(sure) is not None and len(said) < 2
    if isinstance(step.item, Text) and not lone:
        anew = key_meant(anew) or anew
    if any(anew == option.reading for option in sure.options):
        return anew
    if isinstance(anew, Command) and not lone:
        return Command("repeat") if anew == Command("back") else anew
    if anew == ParsedAnswer(NOT_SURE) and len(said) > 1:
        return anew
    if isinstance(anew, ParsedAnswer) and _is_said_anew(step, said):
        return _instead(step, typed, anew) if isinstance(step.item, Text) else anew
    return _stand(sure)


def _with_the_rest(
    step: Step, sure: NeedsConfirmation, text: str, *, clock: Clock
) -> Reading | None:
    """The list that was understood in part, with the rest said in other words."""
    whole = read_answer(step, f"{sure.so_far}, {text}", clock=clock)
    return whole if isinstance(whole, ParsedAnswer | NeedsConfirmation) else None


def _none_of_the_list(step: Step, sure: NeedsConfirmation, text: str) -> Reading | None:
    """The option that is "none" on the list itself, said by its word: it is not none of these."""
    none = none_choice(step.choices)
    label = step.choices[none - 1].label if none else ""
    at = [one.reading for one in sure.options if one.label == label]
    return at[0] if at and says(text, step.language, "none", "no") else None


def _by_key(sure: NeedsConfirmation, text: str, language: str) -> Reading | None:
    """What the option comes to whose own words or letter were typed."""
    letter = lone_letter(text)
    said = {" ".join(phrase(one, language)) for one in clauses_of(text) or [text]}
    whole = " ".join(phrase(text, language))
    for option in sure.options:
        if whole in option.keys or said <= {*option.keys} or (letter and letter in option.keys):
            return option.reading
    return None


def _behind_no(step: Step, text: str, *, clock: Clock) -> Reading | None:
    """The answer that is given instead, behind a no: "No, I meant 2013."."""
    rest, lead = without_lead(text, step.language)
    if lead not in ("plain_no", "i_meant") or isinstance(step.item, Text | Date):
        return None
    anew = read_answer(step, rest, clock=clock)
    return anew if isinstance(anew, ParsedAnswer | NeedsConfirmation) else None


def _agreed(step: Step, sure: NeedsConfirmation, text: str, *, clock: Clock) -> Reading | None:
    """What a yes with more words comes to, where one answer is offered: "Yes, and the toes too".

    What more they name is added to a list; other words are kept beside the answer.
    """
    offered, (rest, lead) = sure.options[0].reading, without_lead(text, step.language)
    if not _is_yes_or_no(sure) or not isinstance(offered, ParsedAnswer) or "?" in text:
        return None
    if lead != "plain_yes" or turns(rest, step.language) or isinstance(step.item, Text | Date):
        return None
    more = read_answer(step, rest, clock=clock)
    if isinstance(step.item, Many | Places) and (joined := _joined(step, offered.answer, more)):
        return joined
    if more == offered or (isinstance(more, Rejected) and not any_side(rest, step.language)):
        note = " ".join(dict.fromkeys(filter(None, (offered.answer.note, text))))
        return ParsedAnswer(replace(offered.answer, note=note))
    return None


def _joined(step: Step, told: Answer, more: Reading) -> Reading | None:
    """A list with what is picked besides, in the list's order."""
    match told.value, more:
        case tuple(first), ParsedAnswer(Answer(value=tuple(then))) if ("none",) not in (
            first,
            then,
        ):
            order: list[object] = [choice.id for choice in step.choices]
            sides = {one.place: one for one in (*first, *then) if isinstance(one, Mark)}
            picked = {*first, *then} if not sides else {*sides.values()}
            if len({*first, *then}) > len(picked):
                return None  # two sides of one place
            listed = sorted(
                picked, key=lambda one: order.index(one.place if isinstance(one, Mark) else one)
            )
            return ParsedAnswer(replace(told, value=tuple(listed)))
        case _, NeedsConfirmation(_, options):
            joined = [
                replace(one, reading=_joined(step, told, one.reading) or one.reading)
                for one in options
            ]
            return replace(more, options=tuple(joined))
        case _:
            return None


def _stand(sure: NeedsConfirmation) -> Rejected:
    count = len(sure.options)
    return Rejected(tr("Type one number from 1 to {count}, or say the words.", count=count))


def _picked(sure: NeedsConfirmation, text: str, language: str) -> Reading | None:
    """What the option comes to that the words pick: its own words, or such as fit it alone."""
    labels = [option.label for option in sure.options]
    if _is_yes_or_no(sure):
        clauses = clauses_of(text)
        for option, names in zip(sure.options, (_AGREES, _DENIES), strict=True):
            if clauses and all(says(one, language, *names) for one in clauses):
                return option.reading
    told = reply(text, "", language) if _is_yes_or_no(sure) else None
    if told and told.certainty != "doubtful" and not adds_words(text, language):
        return sure.options[("yes", "no").index(told.meaning)].reading
    fitting = narrowed(text, labels, language)
    if len(fitting) == 1:
        return sure.options[fitting[0]].reading
    if placed := _by_place(sure, text, language):
        return placed
    parts = find(text, Listing(names=names_of(labels, language))) or ()
    picked = {number for part in parts for number in part.picks}
    if len(picked) == 1 and not fitting and max(picked) in range(1, len(sure.options) + 1):
        return sure.options[picked.pop() - 1].reading
    return None


def _is_yes_or_no(sure: NeedsConfirmation) -> bool:
    """Whether a yes and a no are offered, as the answers themselves or to "Did you mean"."""
    match [option.reading for option in sure.options]:
        case [ParsedAnswer(Answer(value="yes")), ParsedAnswer(Answer(value="no"))]:
            return True
        case _:
            return len(sure.options) == 2 and not any(one.names_it for one in sure.options)


def _by_place(sure: NeedsConfirmation, text: str, language: str) -> Reading | None:
    """The former or the latter of the options that mean something; or none of them."""
    told = [option.reading for option in sure.options if not isinstance(option.reading, Rejected)]
    if len(told) > 1 and says(text, language, "former"):
        return told[0]
    if len(told) > 1 and says(text, language, "latter"):
        return told[-1]
    last = sure.options[-1].reading
    return last if isinstance(last, Rejected) and denied(text, language) == "whole" else None


def _instead(step: Step, typed: str, anew: ParsedAnswer) -> Reading:
    """Free words in place of an option; they may be about the options still, so that is asked."""
    if len(typed) > _LONGEST:
        return anew
    keep = Option(
        tr("Keep “{text}”", text=typed), anew, keys=ways_to_say(step.language, "keep", "yes")
    )
    other = none_meant(step)
    return NeedsConfirmation(tr("Keep “{text}” as your answer?", text=typed), (keep, other))


def _is_said_anew(step: Step, said: str) -> bool:
    """Whether the words can only answer the question itself, and none of a few options."""
    count = len(said.split())
    match step.item:
        case Text():
            return count > 2
        case Places() | Number() | Many():
            return count > 1 and any(map(str.isalpha, said))
        case _:
            return False


def narrowed(text: str, labels: Sequence[str], language: str) -> tuple[int, ...]:
    """The options, from 0, whose label holds all that the words tell; none if they tell nothing."""
    told = _telling(text, language)
    if not any(word.isalpha() for word in told):
        return ()
    return tuple(
        number
        for number, label in enumerate(labels)
        if all(_is_in(word, _telling(label, language)) for word in told)
    )


def _telling(text: str, language: str) -> list[str]:
    """The words and numbers that tell one option from another, numbers in figures."""
    little = frozenset(listed(lexicon(language).section("little")["in_menus"]))
    tokens = utterance(text).tokens(lexicon(language).vocabulary("numbers_alone"))
    return [one.word for one in tokens if one.word[0].isalnum() and one.word not in little]


def _is_in(word: str, held: Sequence[str]) -> bool:
    long = len(word) >= _TELLING and word.isalpha()
    return any(word == one or (long and one.startswith(word)) for one in held)
