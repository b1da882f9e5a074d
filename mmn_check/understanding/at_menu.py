"""What is said at a menu of what may have been meant: one option, several, or something else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from mmn_check.bank.model import Date, Number, One, Places, Rating, Text
from mmn_check.i18n import tr
from mmn_check.understanding.amounts import amount_option
from mmn_check.understanding.answers import LONGEST, read_answer
from mmn_check.understanding.date_answers import date_option
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.did_you_mean import agreement, confirmed, joined, joined_to
from mmn_check.understanding.labels import choices_by_side, names_of
from mmn_check.understanding.lexicon import lexicon, listed, ways_to_say
from mmn_check.understanding.lists import Listing, find
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    none_meant,
    with_answers,
)
from mmn_check.understanding.places import among
from mmn_check.understanding.replies import adds_words, denied, reply, turns
from mmn_check.understanding.sides import ONE_SIDE
from mmn_check.understanding.talk_around import (
    Read,
    is_side,
    listed_parts,
    phrases_in,
    told_in,
    without_phrases,
)
from mmn_check.understanding.utterance import (
    lone_letter,
    says,
    utterance,
    without_idle_ends,
    words_in,
)
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NOT_SURE, Answer, Mark, Words


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


_TELLING = 3
"""Letters of the shortest beginning of a word that stands for it: "Sep"."""


def read_option(step: Step, sure: NeedsConfirmation, typed: str, *, clock: Clock) -> Reading:
    """Which of the options was typed: by its number, its keys, or words that fit it alone.

    A command is a command here too, where "back" goes back to the question; "I don't know" is
    said of the question; and what can only be another answer to the question is one. Anything
    else gets a sentence, and the options stand: no words that mean nothing are kept from here.
    """
    text, read = typed[:LONGEST], partial(read_answer, step, clock=clock)
    if _names_other_side(step, sure, text):
        return _anew(step, sure, typed, read=read)
    lacking = _lacking_side(step, sure)
    if lacking and (sided := _side_told(step, sure, lacking, text, clock=clock)):
        return sided
    chosen = _chosen(step, sure, text, read=read)
    plain = " ".join(without_phrases(text.split(), step.language, "is_hedged"))
    if chosen is None and plain and plain != text:
        chosen = _chosen(step, sure, plain, read=read)
    taken = any(one.reading == chosen for one in sure.options[:-1])
    ends_in_no = words_in(text, step.language)[-1:] in (("NO",), ("NOT",))
    if sure.several and taken and ends_in_no and len(text.split()) > 1:
        return _stand(sure)  # "Diabetes no"
    anew = chosen or _anew(step, sure, typed, read=read)
    return _stand(sure) if lacking and _drops_places(sure, anew) else anew


def _names_other_side(step: Step, sure: NeedsConfirmation, text: str) -> bool:
    """Whether "right" is a side and no yes, as where the left was offered."""
    told = told_in(sure.options[0].reading) if _is_yes_or_no(sure) else None
    if told is None or words_in(text, step.language) != ("RIGHT",):
        return False
    marks = (one for one in (*told.picks, told.value) if isinstance(one, Mark))
    sides = isinstance(step.item, One) and choices_by_side(step)
    return bool(sides) or not {one.side for one in marks} <= {"right", "whole"}


def _lacking_side(step: Step, sure: NeedsConfirmation) -> frozenset[str]:
    """The places whose side is asked for, if the options are nothing but their sides."""
    marks = [told.marks for one in sure.options if (told := told_in(one.reading)) and told.marks]
    if not isinstance(step.item, Places) or not 1 < len(marks) == len(sure.options) - 1:
        return frozenset()
    places = {tuple(one.place for one in some) for some in marks}
    differ = {one.place for one, *others in zip(*marks, strict=False) if {*others} != {one}}
    return frozenset(differ) if len(places) == 1 else frozenset()


def _side_told(
    step: Step, sure: NeedsConfirmation, lacking: Collection[str], text: str, *, clock: Clock
) -> Reading | None:
    """What was said, with the sides that are told of those places: "the right hand"."""
    said = [one for one in words_in(text, step.language) if one in ONE_SIDE]
    first = told_in(sure.options[0].reading)
    if turns(text, step.language) or not said or not first:
        return None
    rest = without_phrases(text.split(), step.language, "frames", "says_nothing")
    if len(said) == 1 and is_side(rest, step.language):  # "the right side"
        told = {place: Mark(place, ONE_SIDE[said[0]]) for place in lacking}
    else:
        choices = [one for one in step.choices if one.id in lacking]
        answer = told_in(read_answer(among(step, choices), text, clock=clock))
        told = {one.place: one for one in answer.marks} if answer else {}
    if lacking != told.keys():
        return None
    return ParsedAnswer(
        replace(first, value=tuple(told.get(one.place, one) for one in first.marks))
    )


def _drops_places(sure: NeedsConfirmation, anew: Reading) -> bool:
    """Whether another answer leaves out a place whose side is asked for, or that has its own."""
    held, told = told_in(sure.options[0].reading), told_in(anew)
    if not held or not told or not told.marks:
        return False
    return not {one.place for one in held.marks} <= {one.place for one in told.marks}


def _chosen(step: Step, sure: NeedsConfirmation, text: str, *, read: Read) -> Reading | None:
    """What is said of the options: one of them, several, or one with more or less than it holds."""
    of_kind: Reading | None = None
    if isinstance(step.item, Date):
        of_kind = date_option(step, sure, text, read=read)
    elif isinstance(step.item, Number | Rating):
        of_kind = amount_option(step, sure, text, read=read)
    return (
        _by_key(sure, text, step.language)
        or of_kind
        or confirmed(step, sure, text, read=read)
        or (_several_of(step, sure, text) if sure.several else None)
        or _picked(sure, text, step.language)
        or (_with_the_rest(step, sure, text, read=read) if sure.in_part else None)
    )


def _anew(step: Step, sure: NeedsConfirmation, typed: str, *, read: Read) -> Reading:
    """What the words come to as another answer to the question; else the options stand."""
    said, anew = " ".join(without_idle_ends(typed, step.language)), read(typed)
    lone = isinstance(step.item, Text) and key_meant(sure) is not None and len(said) < 2
    if isinstance(step.item, Text) and not lone:
        anew = key_meant(anew) or anew
    if any(anew == option.reading for option in sure.options):
        return anew
    if isinstance(anew, Command) and not lone:
        return Command("repeat") if anew == Command("back") else anew
    if anew == ParsedAnswer(NOT_SURE) and len(said) > 1:
        return anew
    if not _is_said_anew(step, said, anew):
        return _stand(sure)
    if isinstance(anew, ParsedAnswer) and isinstance(step.item, Text):
        return _instead(step, typed, anew)
    return anew


def _several_of(step: Step, sure: NeedsConfirmation, text: str) -> Reading | None:
    """The options that are taken together: "All of them", "the first two", "not the cup"."""
    readings = [option.reading for option in sure.options]
    single = {
        n: reading.answer
        for n, reading in enumerate(readings, start=1)
        if isinstance(reading, ParsedAnswer)
        and reading.answer.given
        and len(reading.answer.picks) == 1
    }
    language, words = step.language, agreement(text, step.language).rest.split()
    every = {*single}
    rest = without_phrases(words, language, "all", "both", "says_nothing")
    if words and not rest and (len(every) == 2 or any(phrases_in(words, language, "all"))):
        return _together(step, single, every)
    for number, name in ((2, "first_two"), (3, "first_three")):
        if says(" ".join(words), language, name) and {*range(1, number + 1)} <= every:
            return _together(step, single, {*range(1, number + 1)})
    cuts = [(start, end) for start, end in phrases_in(words, language, "all_but")]
    start, end = cuts[-1] if cuts else (len(words), len(words))
    labels = [option.label for option in sure.options]
    kept, out = (_numbers(" ".join(one), labels, language) for one in (words[:start], words[end:]))
    names_out = without_phrases(words[start:end], language, "not", "no") or words[:start]
    if cuts and names_out and not without_phrases(words[:start], language, "all", "says_nothing"):
        kept = every  # "not the cup" alone is no word of the others
    if kept is None or (cuts and out is None) or not kept <= every:
        return None
    left = kept - (out or set())
    return _together(step, single, left) if left and (len(kept) > 1 or cuts) else None


def _numbers(text: str, labels: Sequence[str], language: str) -> set[int] | None:
    """The options that are named one after the other; None where anything else is said."""
    if not text:
        return set()
    parts = find(text, Listing(names=names_of(labels, language)))
    if parts and not any(part.unclear for part in parts):
        return {number for part in parts for number in part.numbers}
    found = set[int]()
    for one in listed_parts(text, language):
        fitting = narrowed(one, labels, language)
        if len(fitting) != 1:
            return None
        found.add(fitting[0] + 1)
    return found


def _together(step: Step, single: Mapping[int, Answer], numbers: set[int]) -> Reading | None:
    first, *others = (single[number] for number in sorted(numbers))
    whole: ParsedAnswer | Rejected = ParsedAnswer(first)
    for other in others:
        if isinstance(whole, ParsedAnswer):
            whole = joined(step, whole.answer, other)
    return whole


def _with_the_rest(step: Step, sure: NeedsConfirmation, text: str, *, read: Read) -> Reading | None:
    """The list that was understood in part, with the rest said in other words; or said anew."""
    told, kept = read(text), sure.options[0].reading
    if not isinstance(kept, ParsedAnswer) or not _holds_all(told, kept):
        return joined_to(step, kept.answer, told) if isinstance(kept, ParsedAnswer) else None
    note = kept.answer.note
    return with_answers(told, lambda one: replace(one, note=note) if note and one.given else one)


def _holds_all(whole: Reading, part: Reading) -> bool:
    """Whether all of a list was said anew, in the order in which it is meant."""
    match whole, part:
        case ParsedAnswer(Answer(value=tuple(new))), ParsedAnswer(Answer(value=tuple(old))):
            return set(old) < set(new)
        case _:
            return False


def _by_key(sure: NeedsConfirmation, text: str, language: str) -> Reading | None:
    """What the option comes to whose label, own words or letter were typed, and nothing else."""
    words, letter = words_in(text, language), lone_letter(text)
    said = " ".join(without_idle_ends(text, language))
    for option in sure.options:
        labelled = bool(words) and words_in(option.label, language) == words
        if labelled or said in option.keys or (letter and letter in option.keys):
            return option.reading
    return None


def _stand(sure: NeedsConfirmation) -> Rejected:
    count = len(sure.options)
    return Rejected(tr("Type one number from 1 to {count}, or say the words.", count=count))


def _picked(sure: NeedsConfirmation, text: str, language: str) -> Reading | None:
    """What the option comes to that the words pick: its own words, or such as fit it alone."""
    labels = [option.label for option in sure.options]
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
    if len(typed) > LONGEST:
        return anew
    keep = Option(
        tr("Keep “{text}”", text=typed), anew, keys=ways_to_say(step.language, "keep", "yes")
    )
    other = none_meant(step)
    return NeedsConfirmation(tr("Keep “{text}” as your answer?", text=typed), (keep, other))


def _is_said_anew(step: Step, said: str, anew: Reading) -> bool:
    """Whether the words can only answer the question itself, and none of a few options."""
    count, words = len(said.split()), words_in(said, step.language)
    told = any(len(one) >= _TELLING and one.isalpha() for one in words)
    match step.item:
        case Text():
            return isinstance(anew, ParsedAnswer) and count > 2
        case Number() | Rating() | Date():
            return isinstance(anew, ParsedAnswer) and count > 1 and any(map(str.isalpha, said))
        case Places() if count > 1 and isinstance(anew, ParsedAnswer):
            return any(map(str.isalpha, said))
        case _:
            return told and isinstance(anew, ParsedAnswer | NeedsConfirmation)


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
    tokens = utterance(text, language).tokens("numbers_alone")
    return [one.word for one in tokens if one.word[0].isalnum() and one.word not in little]


def _is_in(word: str, held: Sequence[str]) -> bool:
    long = len(word) >= _TELLING and word.isalpha()
    return any(word == one or (long and one.startswith(word)) for one in held)
