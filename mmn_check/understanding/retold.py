"""An answer among other words: taken back, hedged, with an exception, or with talk around it.

Only what was not understood as it stands comes here. Talk that says nothing is left out; a hedge,
a time or a dose is kept beside the answer; all else that comes of it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from functools import partial

from mmn_check.bank.model import Date, Many, Number, One, Places, Rating, YesNo
from mmn_check.i18n import tr
from mmn_check.understanding.labels import ARTICLES, ChoiceNames, names
from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.options import FEW, is_it, which_of
from mmn_check.understanding.parsed import (
    Command,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    agreeing,
    none_meant,
)
from mmn_check.understanding.replies import alike, says_little, says_no, takes_away
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.utterance import folded, words_of
from mmn_check.understanding.words import SIGNS, UNITS, is_number, stem, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, Side, answered

Read = Callable[[str], Reading]
_SIDES = frozenset({"RIGHT", "LEFT", "BOTH", "SIDE", "ON"})
_COMPARES = frozenset({"NOT", "NO", "NEVER", "NONE", "MORE", "THAN", "OTHER"})
_COUNTING = frozenset({"A", "ONCE", "TWICE", "HALF", "HUNDRED"})
_CLAUSES = re.compile(r"[,.;:?!]+(?=\s|$)")
_NOTHING = (None, ("none",))
_MOST_WORDS = 25
_YEAR = re.compile(r"(?:19|20)\d\d")


def plainly_said(step: Step, text: str, *, read: Read) -> Reading | None:
    """The answer that is left without words that say nothing, or that may stand beside any.

    Those that say something ("mostly", "since 2019", "five milligrams") are kept with it. None
    where anything else is left, or where it is doubtful; of signs that may call for help, nothing
    but a "none" is heard here.
    """
    words, language = text.split(), step.language
    if not 1 < len(words) <= _MOST_WORDS or "?" in text:
        return None
    spared = _Spared(names(step), words, language)
    bare = spared.without("says_nothing")
    ways = [(bare, False)]
    if isinstance(step.item, One | Many | Places):
        idle = ("says_nothing", "frames", *_asked_for(step))
        softened = _Spared(spared.called, spared.without_times(), language)
        more = [(spared.without(*idle), False), (spared.without(*idle, "softened"), True)]
        more.append((softened.without(*idle, "softened"), True))
        echoed = _echoed(step, words)
        ways += [([one for one in left if one not in echoed], beside) for left, beside in more]
    elif not isinstance(step.item, Date | YesNo):
        ways.append((spared.without("says_nothing", "softened"), True))
    for left, beside in ways:
        told = left if left == bare or not _is_number(left, language) else []
        match read(" ".join(told)) if told and len(told) < len(words) else None:
            case Command() | ParsedAnswer(Answer(value=None)) as doing if left == bare:
                return doing
            case ParsedAnswer(answer) if answer.given and (
                not step.question.urgent_if or answer.value == ("none",)
            ):
                return ParsedAnswer(replace(answer, note=text if beside or answer.note else ""))
    return None


def understood_in_part(step: Step, text: str, *, read: Read, asks: bool) -> Reading | None:
    """Asks for the rest of a list of which a part was not understood; None if it is no such list.

    What was understood may be kept with the words beside it, so that nothing is dropped. `asks`
    tells that the list as a whole is asked about: then what is only doubtful is no lost part.
    """
    if not isinstance(step.item, Many | Places) or step.question.urgent_if or "?" in text:
        return None
    parts, language = _parts_of(step, text), step.language
    bare = [one.split() for one in parts]
    if any(_is_side(one, language) or _is_number(one, language) for one in bare):
        return None  # "foot, left and right hand", "thirty and five"
    if len(text.split()) > _MOST_WORDS or any(_found(text.split(), language, "taken_back")):
        return None
    heard, lost, refused = list[str](), list[str](), not asks
    for part in parts:
        if 1 < len(names(step).with_words(words_in(part, language))) <= FEW:
            return None  # it is said which choices the word may be
        reading = read(part)
        if not isinstance(reading, ParsedAnswer):
            reading = plainly_said(step, part, read=read) or reading
        match reading:
            case ParsedAnswer(Answer(value=value)) if value not in _NOTHING:
                heard.append(part)
            case Rejected() | NeedsConfirmation() if not takes_away(part, language):
                lost.append(part)
                refused = refused or isinstance(reading, Rejected)
            case _:
                return None
    so_far = ", ".join(heard)
    told = (
        _told(plainly_said(step, so_far, read=read) or read(so_far))
        if heard and lost and refused
        else None
    )
    if told is None:
        return None
    kept = ParsedAnswer(replace(told, note=text))
    sentence = tr(
        "Understood: {answer}. Not understood: “{words}”. "
        "Say the rest in other words, or pick one.",
        answer=unstopped(step, replace(told, note="")),
        words=", ".join(lost),
    )
    keep = Option(tr("Keep it, with my words beside it"), kept, keys=agreeing(step))
    other = none_meant(step)
    return NeedsConfirmation(sentence, (keep, other), so_far)


def _parts_of(step: Step, text: str) -> list[str]:
    """The parts of a list, between commas, stops and each "and" that is in no name of a choice."""
    parts, words = [list[str]()], text.split()
    named = _Spared(names(step), words, step.language).named
    for at, word in enumerate(words):
        joins = at not in named and words_in(word, step.language) in (("AND",), ("ALSO",))
        parts[-1] += [] if joins else [word]
        if joins or word.endswith((",", ";", ".")):
            parts.append([])
    return [" ".join(part).strip(" ,.;") for part in parts if part]


def _echoed(step: Step, words: Sequence[str]) -> frozenset[str]:
    """The words of the question that tell no choice, nor no: "He drops things most days"."""
    asked = [one for one in words_of(step.item.wordings) if len(one) > 2]
    called, language = names(step), step.language
    return frozenset(
        word
        for word, plain in zip(words, _plain(words), strict=True)
        if plain
        and any(alike(plain, one) for one in asked)
        and not called.akin([plain])
        and not says_no(plain, language)
        and not _is_number([plain], language)
    )


def _is_number(words: Sequence[str], language: str) -> bool:
    """Whether only a number is left: "I have two" may be "I have to"."""
    said = words_in(" ".join(words), language)
    return all(is_number(word) for word in said if word not in SIGNS)


def without_talk(text: str, language: str) -> str:
    """The text without words that say nothing, if anything is left."""
    return " ".join(_without_phrases(text.split(), language, "says_nothing")) or text


def clauses_of(text: str) -> list[str]:
    """What stands between commas and stops."""
    return [one.strip() for one in _CLAUSES.split(text) if one.strip()]


def keeping_words(step: Step, text: str, reading: Reading) -> Reading:
    """The reading with the words beside each answer, if they say more than names of choices."""
    return _with_note(reading, text) if _says_more(step, text) else reading


def _with_note(reading: Reading, text: str) -> Reading:
    match reading:
        case ParsedAnswer(answer) if answer.given and not answer.note:
            return ParsedAnswer(replace(answer, note=text))
        case NeedsConfirmation(_, options):
            kept = [replace(one, reading=_with_note(one.reading, text)) for one in options]
            return replace(reading, options=tuple(kept))
        case _:
            return reading


def _says_more(step: Step, text: str) -> bool:
    """Whether a word is said that is in no choice, and neither asked for nor of no meaning.

    Of a part of the body another name may be narrower: "my right pinky" is more than a finger.
    """
    item, picks, language = step.item, bool(step.choices), step.language
    if len(text.split()) < 2 or (not picks and _YEAR.search(text)):
        return False
    labels = [choice.label for choice in step.choices]
    also = [] if isinstance(item, Places) else [one for c in step.choices for one in c.synonyms]
    known = " ".join([item.ask, getattr(item, "unit", None) or "", *labels, *also])
    held = {*words_of(known), *(stem(one, language) for one in words_of(known))}
    units = {stem(one, language) for name in (*labels, *also) for one in words_in(name, language)}
    sounds = lexicon(language).sounds_like
    idle = ("says_nothing", "frames", "none", "no", "all", "both", "all_but", "not_sure", "born")
    left = _without_phrases(text.split(), language, *idle, *_asked_for(step))

    def is_more(word: str) -> bool:
        if not word.islower():
            told = word in UNITS and stem(word, language) not in units
            return picks and (told or _YEAR.fullmatch(word) is not None)
        small = len(word) < 3 or not word.isalpha() or says_little(word, language)
        heard = any(word in one for one in sounds.values())
        return not (small or heard or any(alike(stem(word, language), one) for one in held))

    return any(map(is_more, words_in(" ".join(left), language)))


def _asked_for(step: Step) -> tuple[str, ...]:
    """The names of more phrases that say nothing here: of trouble or of the past, if asked for."""
    known, asked = lexicon(step.language).phrases, {(one,) for one in words_of(step.item.ask)}
    trouble = says_no(step.item.ask, step.language) or not asked.isdisjoint(known("trouble_asked"))
    past = not asked.isdisjoint(known("past_asked"))
    return (*(["has_trouble"] if trouble else ()), *(["was_once"] if past else ()))


def retold(step: Step, text: str, *, read: Read) -> Reading | None:
    """What to ask about; None if there is no answer among the words, or more than one way to it.

    A list of signs that may call for help has its own way with what was not understood.
    """
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS or step.question.urgent_if:
        return None
    ways = (_taken_back, _excepted, _unhedged, _clause, _one_number)
    return next((asked for way in ways if (asked := way(step, words, read))), None)


def _taken_back(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """What is said instead: "The left, no wait, the right", "not 8 but 9"."""
    language = step.language
    before, after = _parted(words, "taken_back", language, last=True)
    if not before and _begins(words, language, "not"):
        before, after = _parted(words, "but_rather", language)
        before, after = (before, after) if before else _parted_at(words, _ends_clause)
    if not before:
        before, after = _parted_at(words, partial(_is_no_apart, language=language))
    if not before or not after:
        return None
    if isinstance(step.item, Places) and _is_side(after, language):
        # "The left hand, no, the right" takes back the side alone.
        after = [*(one for one in before if not _is_side([one], language)), *after]
    return _asked(step, " ".join(after), read)


def _ends_clause(word: str) -> bool:
    return word.endswith((",", ";", "."))


def _is_no_apart(word: str, language: str) -> bool:
    """Whether it is a no with a comma behind it, which takes back what stands before it."""
    return _ends_clause(word) and _plain([word]) in lexicon(language).phrases("no")


def _is_side(words: Sequence[str], language: str) -> bool:
    said = set(words_in(" ".join(words), language)) - ARTICLES - SIGNS
    return bool(said) and said <= _SIDES


def _excepted(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """What is said but for what is taken out: "Both hands except the thumb", "EMG, but no MRI"."""
    before, after = _parted(words, "all_but", step.language)
    if not before or not after:
        return None
    told = _told(read(" ".join(before)))
    out = told if _is_side(after, step.language) else _told(read(" ".join(after)))
    if told is None or out is None or told.value in _NOTHING:
        return None
    left = told if _is_side(after, step.language) else _without(told, out)
    return _meant(step, left) if left else None


def _without(told: Answer, out: Answer) -> Answer | None:
    """The first answer without what is in the second; None if nothing is left of it."""
    match told.value, out.value:
        case tuple(some), tuple(others):
            marks = tuple(one for one in some if isinstance(one, Mark))
            gone = {one.place: one.side for one in others if isinstance(one, Mark)}
            some_left = [_other_side(one, gone.get(one.place)) for one in marks]
            marks = tuple(one for one in some_left if one)
            ids = tuple(one for one in some if isinstance(one, str) and one not in others)
            return answered(marks or ids) if marks or ids else None
        case _ if told != out and told.given:
            return told
        case _:
            return None


def _other_side(one: Mark, gone: Side | None) -> Mark | None:
    """What is left of a place of which one side is gone, or neither, or both."""
    match one.side, gone:
        case _, None:
            return one
        case "both", ("left" | "right"):
            return Mark(one.place, "left" if gone == "right" else "right")
        case (("left" | "right"), ("left" | "right")) if one.side != gone:
            return one
        case _:
            return None


def _unhedged(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """What is left without "mostly", "I think" and the like; a yes or a no has its own hedges."""
    if isinstance(step.item, YesNo):
        return None
    left = _without_phrases(words, step.language, "hedges")
    return _asked(step, " ".join(left), read) if 0 < len(left) < len(words) else None


def _clause(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """The one clause that is an answer: "Right, definitely"; nothing where another denies it."""
    clauses = clauses_of(" ".join(words))
    if len(clauses) < 2:
        return None
    told: dict[Answer, None] = {}
    for one in clauses:
        answer = _told(read(" ".join(_without_phrases(one.split(), step.language, "hedges"))))
        if answer and answer.given:
            told[answer] = None
        elif takes_away(one, step.language):
            return None
    if len(told) == 1:
        return _meant(step, *told)
    if told and isinstance(step.item, One | Number | Rating):
        return which_of(step, [(unstopped(step, one), ParsedAnswer(one)) for one in told])
    return None


def _one_number(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """The only number among other words, where a number is asked for: "About a week before"."""
    if not isinstance(step.item, Number | Rating) or getattr(step.item, "decimals", False):
        return None  # "12 pounds" are no 12 of what is measured here
    language, compares = step.language, any(_found(words, step.language, "bounds"))
    if compares or not _COMPARES.isdisjoint(words_in(" ".join(words), language)):
        return None
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            some = " ".join(words[start : start + length])
            counts = any(_counts(one, language) for one in words_in(some, language))
            told = _told(read(some)) if counts else None
            if told and told.given:
                rest = words_in(" ".join([*words[:start], *words[start + length :]]), language)
                other = any(one != "A" and _counts(one, language) for one in rest)
                return None if other else _meant(step, told)
    return None


def _counts(word: str, language: str) -> bool:
    """Whether a word belongs to a number or to what is counted."""
    return is_number(word) or word in _COUNTING or stem(word, language) in UNITS


def _asked(step: Step, text: str, read: Read) -> Reading | None:
    """A question about what the text means, if it means anything."""
    reading = read(text)
    if isinstance(reading, NeedsConfirmation):
        return reading
    told = _told(reading)
    return _meant(step, told) if told and told.given else None


def _told(reading: Reading) -> Answer | None:
    """The answer that is understood, or the first that is asked about."""
    if isinstance(reading, NeedsConfirmation):
        reading = reading.options[0].reading
    return reading.answer if isinstance(reading, ParsedAnswer) else None


def _meant(step: Step, answer: Answer) -> Reading:
    return is_it(step, ParsedAnswer(answer))


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(folded(word).strip(' ,.;:!?¿¡"“”') for word in words)


def _begins(words: Sequence[str], language: str, name: str) -> bool:
    plain = _plain(words)
    return any(plain[: len(one)] == one for one in lexicon(language).phrases(name))


def _found(words: Sequence[str], language: str, *of: str) -> Iterator[tuple[int, int]]:
    """Where the phrases of those names stand, the longest at each place."""
    plain = _plain(words)
    known = lexicon(language).phrases(*of)
    longest, at = max(map(len, known), default=0), 0
    while at < len(plain):
        lengths = range(longest, 0, -1)
        taken = next((n for n in lengths if plain[at : at + n] in known), 0)
        if taken:
            yield at, at + taken
        at += taken or 1


def _parted(
    words: Sequence[str], name: str, language: str, *, last: bool = False
) -> tuple[Sequence[str], Sequence[str]]:
    """What stands before and behind a phrase of that name; nothing, if none stands there."""
    found = list(_found(words, language, name))
    if not found:
        return (), ()
    start, end = found[-1 if last else 0]
    return words[:start], words[end:]


def _parted_at(
    words: Sequence[str], where: Callable[[str], bool]
) -> tuple[Sequence[str], Sequence[str]]:
    """What stands before the first such word, and what behind it."""
    at = next((at for at, word in enumerate(words[:-1]) if where(word)), None)
    return ((), ()) if at is None else (words[:at], words[at + 1 :])


def _without_phrases(words: Sequence[str], language: str, *of: str) -> list[str]:
    gone = {at for start, end in _found(words, language, *of) for at in range(start, end)}
    return [word for at, word in enumerate(words) if at not in gone]


class _Spared:
    """Words of which nothing is left out that names a choice."""

    def __init__(self, called: ChoiceNames, words: Sequence[str], language: str) -> None:
        self.called = called
        self._words, self._language = words, language
        self.named: set[int] = set()
        for start in range(len(words)):
            found, length = called.at(words_in(" ".join(words[start:]), language))
            if found and length > 1:  # the "get" of "get up from a chair"
                self.named.update(range(start, start + length))

    def without(self, *of: str) -> list[str]:
        """The words without those phrases, but for those that tell a choice from another."""
        found = _found(self._words, self._language, *of)
        return self._left({at for run in found if not self._tells(*run) for at in range(*run)})

    def without_times(self) -> list[str]:
        """The same without times, doses and how often: "since 2019", "five milligrams a day"."""
        known = lexicon(self._language).phrases
        anchors, links = known("time_or_dose"), known("around_times")
        gone: set[int] = set()
        start, anchored = 0, False
        for at, plain in enumerate((*_plain(self._words), "")):
            is_anchor = (plain,) in anchors or _YEAR.fullmatch(plain) is not None
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
        run = [one for one in _plain(self._words[start:end]) if one and (one,) not in but]
        return bool(self.called.akin([*run, *words_in(" ".join(run), self._language)]))

    def _left(self, gone: set[int]) -> list[str]:
        return [one for at, one in enumerate(self._words) if at not in gone - self.named]
