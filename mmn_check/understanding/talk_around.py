"""Talk around an answer: left out where it says nothing, kept beside the answer where it says more.

Only what was not understood as it stands comes here. A hedge, a time or a dose is kept with the
answer; of a list, the part that was not understood is named and asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from mmn_check.bank.model import Many, Number, One, Places, Rank, Rating
from mmn_check.i18n import tr
from mmn_check.understanding.labels import ARTICLES, names
from mmn_check.understanding.lexicon import alike, folded, lexicon, ways_to_say, words_of
from mmn_check.understanding.options import numbers_of
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    agreeing,
    meant,
    none_meant,
    with_answers,
)
from mmn_check.understanding.replies import (
    excepts,
    is_body,
    says_can,
    says_no,
    without_lead,
)
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.utterance import (
    SIGNS,
    UNITS,
    is_number,
    numbers_alone,
    says_little,
    stem,
    stems,
    words_in,
)
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark

Read = Callable[[str], Reading]
MOST_WORDS = 25
"""What is longer tells a story."""
NOTHING = (None, ("none",))
"""Values that name no choice."""
_SIDES = frozenset({"RIGHT", "LEFT", "BOTH", "SIDE", "ON"})
_CLAUSES = re.compile(r"[,.;:?!]+(?=\s|$)")
_MOST_CHOICES = 39
"""What is more than this is picked nowhere: a dose, or how many."""
_YEAR = re.compile(r"(?:19|20)\d\d")


_ASKED_BY = {
    "has_trouble": "trouble_asked",
    "was_once": "past_asked",
    "has_pain": "pain_asked",
    "does_good": "better_asked",
    "does_harm": "worse_asked",
}
"""The phrases that say again what is asked, by those that tell that it is asked."""


def plainly_said(step: Step, text: str, *, read: Read) -> Reading | None:
    """The answer that is left without words that say nothing, or that may stand beside any.

    Those that say something ("mostly", "since 2019", "five milligrams") are kept with it; where
    places are left without their side, that is asked. None
    where anything else is left, or where it is doubtful; of signs that may call for help, nothing
    but a "none" is heard here, and no "none" with more besides, which may tell of something.
    """
    words, language = text.split(), step.language
    if not 1 < len(words) <= MOST_WORDS or "?" in text:
        return None
    ways = list(_ways(step, words))
    ways = ways[:1] if excepts(text, language) else ways
    bare = ways[0][0]
    asked: Reading | None = None
    for left, beside in ways:
        # "The baby, five weeks before" picks no fifth choice.
        counts = isinstance(step.item, One | Many) and any(
            map(is_number, words_in(" ".join(left), language))
        )
        plain = " ".join(left)
        alone = bool(numbers_alone(plain, language)) and not (beside and _counts_once(step, text))
        told = left == bare or not (counts or alone)
        match read(plain) if told and 0 < len(left) < len(words) else None:
            case Command() | ParsedAnswer(Answer(value=None)) as doing if left == bare:
                return doing
            case ParsedAnswer(answer) if answer.given and (
                left == bare if is_none(answer) else not step.question.urgent_if
            ):
                return ParsedAnswer(replace(answer, note=text if beside or answer.note else ""))
            case NeedsConfirmation() as sided if isinstance(step.item, Places | Number | Rating):
                asked = asked or sided
    return asked


def _counts_once(step: Step, text: str) -> bool:
    """Whether one number is asked for and said, with nothing that moves it: no "over 40"."""
    said = words_in(text, step.language)
    once = sum(map(is_number, said)) == 1 and "POINT" not in said
    return once and not step.choices and not any(phrases_in(text.split(), step.language, "bounds"))


def is_none(answer: Answer) -> bool:
    """Whether none of a list is picked."""
    return answer.value in (("none",), (Mark("none", "whole"),))


def offers_none(reading: Reading) -> bool:
    """Whether it is asked if none of a list is meant, or some of it."""
    options = reading.options if isinstance(reading, NeedsConfirmation) else ()
    answers = [one.reading.answer for one in options if isinstance(one.reading, ParsedAnswer)]
    return len(answers) > 1 and any(map(is_none, answers))


def _ways(step: Step, words: Sequence[str]) -> Iterator[tuple[Sequence[str], bool]]:
    """The words with ever less talk, and whether what is left out is kept beside the answer."""
    spared = _Spared(step, words)
    yield spared.without("says_nothing"), False
    if isinstance(step.item, One | Many | Places | Rank):
        idle = ("says_nothing", "frames", *asked_for(step))
        softened = _Spared(step, spared.without_times())
        echoed = _echoed(step, words)
        for left, more in (
            (spared.without(*idle), False),
            (spared.without(*idle, "softened"), True),
            (softened.without(*idle, "softened"), True),
            (softened.without(*idle, "softened", "common", "remarks"), True),
        ):
            yield [one for one in left if one not in echoed], more
    elif isinstance(step.item, Number | Rating):
        echoed = _echoed(step, words) - {one for one in words if _counts(one, step.language)}
        left = spared.without("says_nothing", "softened", "common")
        yield spared.without("says_nothing", "softened"), True
        framed = spared.without("says_nothing", "softened", "frames")
        numbers = [one for one in words if numbers_alone(one, step.language)]
        yield (framed if {*numbers} <= {*framed} else []), False
        yield [one for one in left if one not in echoed], True


def _counts(word: str, language: str) -> bool:
    """Whether a word is a number, a unit, or may belong to one."""
    return any(not one.islower() or one.isdecimal() for one in words_in(word, language))


def kept_beside(step: Step, kept: ParsedAnswer, lost: str) -> NeedsConfirmation:
    """Ask for what was not understood; what was may be kept, with the words in its note."""
    sentence = tr(
        "Understood: {answer}. Not understood: “{words}”. "
        "Say the rest in other words, or pick one.",
        answer=unstopped(step, replace(kept.answer, note="")),
        words=lost,
    )
    ways = (*agreeing(step), *ways_to_say(step.language, "keep", "keep_beside"))
    keep = Option(tr("Keep it, with my words beside it"), kept, keys=ways)
    return NeedsConfirmation(sentence, (keep, none_meant(step)), in_part=not is_none(kept.answer))


def _echoed(step: Step, words: Sequence[str]) -> frozenset[str]:
    """The words of the question that tell no choice, nor no: "He drops things most days"."""
    asked = [one for one in words_of(step.item.wordings) if len(one) > 2]
    called, language = names(step), step.language
    exclusive = {n for n, one in enumerate(step.choices, start=1) if one.exclusive}
    return frozenset(
        word
        for word, plain in zip(words, folded_words(words), strict=True)
        if plain
        and any(alike(plain, one, language) for one in asked)
        and not called.akin([plain]) - exclusive
        and not says_no(plain, language)
        and not numbers_alone(plain, language)
    )


def without_talk(text: str, language: str) -> str:
    """The text without words that say nothing, if anything is left."""
    return " ".join(without_phrases(text.split(), language, "says_nothing")) or text


def listed_parts(text: str, language: str, *, whole: Container[int] = ()) -> list[str]:
    """The members of a list, between commas, stops and each "and" that joins no name.

    `whole` tells which words, by their place, are within a name.
    """
    parts, words = [list[str]()], text.split()
    often = {at for run in phrases_in(words, language, "now_and_then") for at in range(*run)}
    for at, word in enumerate(words):
        joins = (
            at not in whole
            and at not in often
            and words_in(word, language) in (("AND",), ("ALSO",))
        )
        parts[-1] += [] if joins else [word]
        if joins or word.endswith((",", ";", ".")):
            parts.append([])
    return [" ".join(part).strip(" ,.;") for part in parts if part]


def clauses_of(text: str) -> list[str]:
    """What stands between commas and stops."""
    return [one.strip() for one in _CLAUSES.split(text) if one.strip()]


def of_now(step: Step, text: str, reading: Reading) -> Reading:
    """The reading; asked about, if it may be of another time, or the person asks back."""
    if not isinstance(reading, ParsedAnswer) or not reading.answer.given or len(text.split()) < 2:
        return reading
    if not isinstance(step.item, One | Many | Places) or is_none(reading.answer):
        return reading
    asked = begun_by(text.split(), step.language, "asks_back")  # "Do I have diabetes"
    of_else = is_for_another(step, text) or _is_another_time(step, text) or is_able(step, text)
    if without_lead(text, step.language)[1] or not (asked or of_else):
        return reading
    kept = ParsedAnswer(replace(reading.answer, note=reading.answer.note or text))
    return meant(step, unstopped(step, replace(reading.answer, note="")), kept)


def keeping_words(step: Step, text: str, reading: Reading, *, always: bool = False) -> Reading:
    """The reading with the words beside each answer, if they say more than it holds, or always."""
    is_more = always or _says_more(step, text) or _names_more(step, text, reading)

    def beside(answer: Answer) -> Answer:
        if not answer.given or (answer.note and not always):
            return answer
        more = is_more or (isinstance(reading, ParsedAnswer) and _counts_more(step, text, answer))
        return replace(answer, note=text) if more else answer

    return with_answers(reading, beside)


def _counts_more(step: Step, text: str, answer: Answer) -> bool:
    """Whether a number is said that picks none of the choices: "better, but for three weeks"."""
    words = words_in(text, step.language)
    if not step.choices or not any(one.islower() for one in words):
        return False
    picked = {str(step.figure_of(number)) for number in numbers_of(step, answer)}
    numbers = (one.lstrip("#@") for one in words if is_number(one) and one != "#1")
    return not picked.issuperset(numbers)


def to_the_letter(reading: Reading, text: str) -> Reading:
    """The reading, with no words beside an answer but such as stand in the text just so.

    Talk is left out to understand the rest: what is quoted is never what is left.
    """

    def quoted(answer: Answer) -> Answer:
        return answer if answer.note in text else replace(answer, note=text)

    return with_answers(reading, quoted)


def _is_another_time(step: Step, text: str) -> bool:
    """Whether it is said of the past, or of what may come, while the question is about now.

    Not where the question itself has such words, nor where they are in the name of a choice.
    """
    language = step.language
    words = without_phrases(text.split(), language, "says_nothing", "compared")
    named, other = _Spared(step, words).named, other_times(step)
    return any(not named.issuperset(range(*run)) for run in phrases_in(words, language, *other))


def is_able(step: Step, text: str) -> bool:
    """Whether a clause says that one can, where what is hard is asked for: "Stairs I can do"."""
    hard = isinstance(step.item, Many | Places) and "has_trouble" in asked_for(step)
    return hard and any(says_can(one, step.language) for one in clauses_of(text))


def is_for_another(step: Step, text: str) -> bool:
    """Whether it is said to be for another thing than is asked about: "for my asthma"."""
    language = step.language
    if not any(phrases_in(step.item.ask.split(), language, "for_this")):
        return False
    idle = ("for_this", "for_it", "says_nothing", "softened", "common", "around_times", "hedges")
    for part in listed_parts(text, language):
        words = part.split()
        for _, end in phrases_in(words, language, "for_what"):
            left = without_phrases(words[end:], language, *idle, "frames", "time_or_dose")
            body = any(is_body(one, language) for one in words_in(" ".join(left), language))
            told = any(
                one.islower() and one.isalpha() for one in words_in(" ".join(left), language)
            )
            if told and not body and not names(step).mentions(words_in(" ".join(left), language)):
                return True
    return False


def other_times(step: Step) -> tuple[str, ...]:
    """The names of the phrases that are of another time than the question is about."""
    known, asked = lexicon(step.language).phrases, {(one,) for one in words_of(step.item.ask)}
    about_past = not asked.isdisjoint(known("past") | known("past_asked"))
    unreal = not asked.isdisjoint(known("unreal"))
    return (*(() if about_past else ("past",)), *(() if unreal else ("unreal",)))


def goes_beyond(step: Step, text: str) -> bool:
    """Whether more or less is said than is named: "over an hour", "an hour and a half"."""
    words, language = text.split(), step.language
    named = _Spared(step, words).named
    timed = any(
        not UNITS.isdisjoint(stems(name, language))
        for name in (words_in(one.label, language) for one in step.choices)
    )
    runs = phrases_in(words, language, "beyond")
    return timed and any(not named.issuperset(range(*run)) for run in runs)


def _names_more(step: Step, text: str, reading: Reading) -> bool:
    """Whether the one answer offered lacks a choice that is named, or has two parts as one place.

    "Writing but not typing"; "left fingers, right thumb", of a place with both.
    """
    told, words = told_in(reading), words_in(text, step.language)
    if not isinstance(step.item, Many | Places) or told is None or not told.picks:
        return False
    picked = {one.place if isinstance(one, Mark) else one for one in told.picks}
    both = {one.place for one in told.marks if one.side == "both"}
    end, parts = 0, dict[str, set[tuple[str, ...]]]()
    for start, stop, found in names(step).spans(words):
        if len(found) == 1:
            place = step.choices[min(found) - 1].id
            name = [one for one in words[start:stop] if one not in ARTICLES | SIGNS]
            if place not in picked:
                return True
            if start >= end:
                end = stop
                parts.setdefault(place, set()).add(stems(name, step.language))
    return any(len(several) > 1 for place, several in parts.items() if place in both)


def _says_more(step: Step, text: str) -> bool:
    """Whether a word is said that is in no choice, and neither asked for nor of no meaning.

    Of a part of the body another name may be narrower: "my right pinky" is more than a finger.
    """
    item, picks, language = step.item, bool(step.choices), step.language
    if len(text.split()) < 2 or (not picks and _YEAR.search(text)):
        return False
    if isinstance(item, Many) and any(phrases_in(text.split(), language, "side_more")):
        return True  # "buttons and tools, the scissors mostly"
    labels = [choice.label for choice in step.choices]
    also = [] if isinstance(item, Places) else [one for c in step.choices for one in c.synonyms]
    asked = f"{item.ask} {getattr(item, 'unit', None) or ''}"
    held, units = _asked_or_named(asked, (*labels, *also), language)
    sounds = lexicon(language).section("sounds_like")
    idle = ("says_nothing", "frames", "none", "no", "all", "both", "all_but", "not_sure", "born")
    left = without_phrases(text.split(), language, *idle, *asked_for(step))

    more = UNITS if isinstance(item, Places) else UNITS | {"RIGHT", "LEFT", "TWICE"}

    def is_more(word: str) -> bool:
        if word.isdecimal() and picks and int(word) > max(len(step.choices), _MOST_CHOICES):
            return True  # "aspirin 100"
        if not word.islower():
            told = word in more and stem(word, language) not in units
            if not picks:
                return word in ("ABOUT", "MAYBE")
            return picks and (told or _YEAR.fullmatch(word) is not None)
        small = len(word) < 3 or not word.isalpha() or says_little(word, language)
        heard = any(word in one for one in sounds.values())
        return not (
            small or heard or any(alike(stem(word, language), one, language) for one in held)
        )

    return any(map(is_more, words_in(" ".join(left), language)))


@lru_cache(maxsize=512)
def _asked_or_named(
    asked: str, named: tuple[str, ...], language: str
) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a question and of its choices, in any number; and the stems of the latter."""
    words = words_of(" ".join((asked, *named)))
    told = stems((one for name in named for one in words_in(name, language)), language)
    return frozenset((*words, *stems(words, language))), frozenset(told)


def asked_for(step: Step) -> tuple[str, ...]:
    """The names of more phrases that say nothing here, as the question asks for what they say."""
    known, asked = lexicon(step.language).phrases, {(one,) for one in words_of(step.item.ask)}
    said = [name for name, of in _ASKED_BY.items() if not asked.isdisjoint(known(of))]
    denies = "has_trouble" not in said and says_no(step.item.ask, step.language)
    return ("has_trouble", *said) if denies else tuple(said)


def asked_in_any_words(step: Step) -> str:
    """What is asked, with the words that say it again: "It doesn't hurt" of pain."""
    again = [one for one in asked_for(step) if one == "has_pain"]
    told = (" ".join(one) for one in lexicon(step.language).phrases(*again))
    return " ".join((step.item.wordings, *told)) if again else step.item.wordings


def is_side(words: Sequence[str], language: str) -> bool:
    """Whether only a side is said."""
    said = set(words_in(" ".join(words), language)) - ARTICLES - SIGNS
    return bool(said) and said <= _SIDES


def any_side(text: str, language: str) -> bool:
    """Whether a side is said."""
    return not (_SIDES - {"ON"}).isdisjoint(words_in(text, language))


def told_in(reading: Reading) -> Answer | None:
    """The answer that is understood, or the only one that is asked about."""
    match reading:
        case NeedsConfirmation(_, (one, other)) if not one.names_it and not other.names_it:
            return told_in(one.reading)
        case ParsedAnswer(answer):
            return answer
        case _:
            return None


def folded_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words folded, without the stops around them."""
    return tuple(map(_folded_word, words))


@lru_cache(maxsize=20_000)
def _folded_word(word: str) -> str:
    return folded(word).strip(' ,.;:!?¿¡"“”')


def phrases_in(words: Sequence[str], language: str, *of: str) -> Iterator[tuple[int, int]]:
    """Where the phrases of those names stand, the longest at each place."""
    plain = folded_words(words)
    known, lengths = lexicon(language).phrases(*of), lexicon(language).phrase_lengths(*of)
    apart = lexicon(language).section("accented")
    accented = {one for name in of for one in apart.get(name, ())}
    at = len(plain) if lengths.keys().isdisjoint(plain) else 0
    while at < len(plain):
        taken = 1
        for length in lengths.get(plain[at], ()):
            if at + length <= len(plain) and plain[at : at + length] in known:
                taken = length
                lacks = length == 1 and plain[at] in accented and plain[at] in words[at].casefold()
                yield from () if lacks else ((at, at + taken),)
                break
        at += taken


def begun_by(words: Sequence[str], language: str, *of: str) -> int:
    """How many words a phrase of those names takes that they begin with; 0 if none does."""
    plain, known = folded_words(words), lexicon(language).phrases(*of)
    lengths = lexicon(language).phrase_lengths(*of).get(plain[0], ()) if plain else ()
    return next((one for one in lengths if one <= len(plain) and plain[:one] in known), 0)


def without_phrases(words: Sequence[str], language: str, *of: str) -> list[str]:
    """The words without the phrases of those names."""
    gone = {at for start, end in phrases_in(words, language, *of) for at in range(start, end)}
    return [word for at, word in enumerate(words) if at not in gone]


def without_idle_sides(text: str, language: str) -> str:
    """The text without a "right" that is no side: "My hand right now", "right at the wrist"."""
    words = text.split()
    gone: set[int] = set()
    for start, end in phrases_in(words, language, "no_side"):
        noun = words_in(" ".join(words[max(start - 1, 0) : start]), language)
        if noun not in (("THE",), ("ON",)):  # "on the right at night"
            gone.update(range(start, end))
    return " ".join(word for at, word in enumerate(words) if at not in gone)


class _Spared:
    """Words of which nothing is left out that names a choice."""

    def __init__(self, step: Step, words: Sequence[str]) -> None:
        called, self._labels = names(step), names(step, synonyms=False)
        self._words, self._language, self._most = words, step.language, len(step.choices)
        self.named: set[int] = set()
        for start in range(len(words)):
            found, length = called.at(words_in(" ".join(words[start:]), step.language))
            if found and length > 1:  # the "get" of "get up from a chair"
                self.named.update(range(start, start + length))

    def without(self, *of: str) -> list[str]:
        """The words without those phrases, but for those that tell a choice from another."""
        found = phrases_in(self._words, self._language, *of)
        gone = (run for run in found if run[1] - run[0] > 1 or not self._tells(*run))
        return self._left({at for run in gone for at in range(*run)})

    def without_times(self) -> list[str]:
        """The same without times, doses and how often: "since 2019", "five milligrams a day"."""
        known = lexicon(self._language).phrases
        anchors, links = known("time_or_dose"), known("around_times", "within_times")
        gone: set[int] = set()
        start, anchored = 0, False
        for at, plain in enumerate((*folded_words(self._words), "")):
            dose = plain.isdecimal() and int(plain) > max(_MOST_CHOICES, self._most)
            is_anchor = (plain,) in anchors or _YEAR.fullmatch(plain) is not None or dose
            if plain and (is_anchor or (plain,) in links or self._counts(plain)):
                anchored = anchored or is_anchor
                continue
            if anchored and not self._tells(start, at, but=links):
                gone.update(range(start, at))
            start, anchored = at + 1, False
        return self._left(gone)

    def _counts(self, word: str) -> bool:
        return all(map(is_number, words_in(word, self._language) or "-"))

    def _tells(self, start: int, end: int, *, but: Container[tuple[str, ...]] = ()) -> bool:
        run = [one for one in folded_words(self._words[start:end]) if one and (one,) not in but]
        said = stems(words_in(" ".join(run), self._language), self._language)
        return bool(self._labels.akin([*run, *said]))

    def _left(self, gone: set[int]) -> list[str]:
        return [one for at, one in enumerate(self._words) if at not in gone - self.named]
