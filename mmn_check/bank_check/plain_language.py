"""Texts that are hard to follow or read as a judgement: their reading grade, words never said."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate
from pathlib import Path

import syllapy

from mmn_check.bank.model import Bank, Question, Section, Term
from mmn_check.bank.problems import Problem, Problems, SourceMap
from mmn_check.bank.reader import BankDraft
from mmn_check.bank.records import QuestionId, Record, TermWord, TextId
from mmn_check.bank.schema import RecordShape, TableShape
from mmn_check.bank.texts import BankText, Owner
from mmn_check.i18n import ENGLISH
from mmn_check.text_safety import shown

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
END = re.compile(r"[.!?:]+(?=\s|$)|\n")


@cache
def _syllables(word: str) -> int:
    return max(1, int(syllapy.count(word.replace("’", "'"))))


def grade(texts: Iterable[str], easy: frozenset[str] = frozenset()) -> float:
    """The grade of some texts together; a line without a stop is a sentence, too.

    `easy` words are explained, and so no harder than one of one syllable.
    """
    counted = [_counted(text, easy) for text in texts]
    sentences, words, syllables = map(sum, zip(*counted, strict=True)) if counted else (0, 0, 0)
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 if words else 0.0


@cache
def _counted(text: str, easy: frozenset[str]) -> tuple[int, int, int]:
    """How many sentences, words and syllables a text has."""
    sentences = [words for part in END.split(text) if (words := WORD.findall(part))]
    words = [word for some in sentences for word in some]
    syllables = sum(1 if word.casefold() in easy else _syllables(word) for word in words)
    return len(sentences), len(words), syllables


LONGEST_LABEL = 70
SECTION_GRADE = 6
PROMPT_GRADE = 8
FEW = 3
"""Spaces; in fewer words than that a grade says nothing ("Any medicines?")."""


def hard_to_follow(bank: Bank, glossary: tuple[Term, ...], *, source_map: SourceMap) -> Problems:
    """What lacks a reason or a source, is too long, or is too hard to read."""
    labelled: set[int] = set()
    easy = _explained_words(glossary)
    for section in bank.sections:
        if (years := grade(_explained(section), easy)) > SECTION_GRADE:
            what = (
                f"What is asked and explained in this section reads at grade {years:.1f}, above "
                f"{SECTION_GRADE}."
            )
            remedy = "use shorter sentences and plainer words."
            yield source_map.mistake(section, what, "title", remedy=remedy)
        for question in section.questions:
            wrong = partial(source_map.mistake, question=question.id)
            for key, (what, remedy) in NEEDED.items():
                empty = key == "sources" and source_map.has_empty(question, key)
                if empty or source_map.lacks(question, key):
                    yield wrong(question, what, key, remedy=remedy)
            for item in (question, *question.cells.values()):
                for record, what, key, remedy in _of_item(item, easy, labelled):
                    yield wrong(record, what, key, remedy=remedy)
    yield from _texts(bank, source_map, easy)
    yield from _terms(glossary, source_map)


def _of_item(
    item: Question, easy: frozenset[str], labelled: set[int]
) -> Iterator[tuple[Record, str, str, str]]:
    """What is hard to read or too long in a question or field: record, sentence, key, remedy."""
    for key in ("ask", "ask_helper"):
        text = getattr(item, key)
        if text and text.count(" ") >= FEW and (years := grade([text], easy)) > PROMPT_GRADE:
            what = f"This reads at grade {years:.1f}, above {PROMPT_GRADE}."
            yield item, what, key, "ask in a shorter sentence or plainer words."
    for choice in item.own_choices:
        for key in ("label", "label_helper") if id(choice) not in labelled else ():
            if (length := len(getattr(choice, key) or "")) > LONGEST_LABEL:
                what = (
                    f"This label has {length} characters. Nobody should have to read more than "
                    f"{LONGEST_LABEL}."
                )
                yield choice, what, key, "say it shorter."
        labelled.add(id(choice))


def grades_of(bank: Bank, glossary: tuple[Term, ...]) -> Mapping[str, float]:
    """The reading grade of what is asked and explained in each section."""
    easy = _explained_words(glossary)
    return {section.id: grade(_explained(section), easy) for section in bank.sections}


def _explained_words(glossary: tuple[Term, ...]) -> frozenset[str]:
    """Every word that the glossary explains, also as a part of a longer name."""
    names = (name.casefold() for term in glossary for name in (term.word, *term.also))
    return frozenset(word for name in names for word in WORD.findall(name))


def _explained(section: Section) -> Iterator[str]:
    for question in section.questions:
        for item in (question, *question.cells.values()):
            yield from (text for text in (item.ask, item.help, item.why) if text)


NEEDED = {
    "help": ("There is no help here.", "say what the words mean, or how to answer."),
    "why": ("There is no why here.", "say why the doctor asks."),
    "sources": ("There is no source here.", "name at least one."),
}


def _texts(bank: Bank, source_map: SourceMap, easy: frozenset[str]) -> Problems:
    for text in bank.texts.values():
        yield from _unsourced(text, "text", source_map)
        if (years := grade([text.text], easy)) > PROMPT_GRADE:
            sentence = f"This text reads at grade {years:.1f}, above {PROMPT_GRADE}."
            yield source_map.mistake(text, sentence, "text")


def _terms(glossary: tuple[Term, ...], source_map: SourceMap) -> Problems:
    seen: set[str] = set()
    for term in glossary:
        yield from _unsourced(term, "word", source_map)
        for word in (term.word, *term.also):
            if word.casefold() in seen:
                yield source_map.mistake(term, f'"{word}" is in the glossary twice.', "word")
            seen.add(word.casefold())


def _unsourced(record: Record, called: str, source_map: SourceMap) -> Problems:
    if source_map.has_empty(record, "sources"):
        what = f"There is no source for this {called}."
        yield source_map.mistake(record, what, "sources", remedy="name one.")


GENERAL = Path(__file__).with_name("never_say.yaml")
"""The words that no bank may say, by language."""


class Allowed(Record):
    """One place where some of the words may stand."""

    text: TextId | None = None
    """The fixed text in which they may stand."""
    term: TermWord | None = None
    """The glossary word in whose meaning they may stand."""
    question: QuestionId | None = None
    """The question in which they may stand."""
    words: tuple[str, ...]
    """The words that may stand there."""


class NeverSay(Record):
    """Words that read as a finding, a likelihood or a grade."""

    parts: tuple[str, ...] = ()
    """Not even as a part of a longer word."""
    words: tuple[str, ...] = ()
    """Not as a word by itself."""
    allowed: tuple[Allowed, ...] = ()
    """Where some of the words may stand after all."""


def never_say(draft: BankDraft, language: str = ENGLISH) -> NeverSay:
    """The words that no bank may say in a language, and what the bank's own list adds to them."""
    lists = BankDraft(folder=GENERAL.parent).read(GENERAL, TableShape(RecordShape(NeverSay)))
    general: NeverSay = lists.get(language, NeverSay())
    path = draft.folder / (
        "never_say.yaml" if language == ENGLISH else f"never_say.{language}.yaml"
    )
    own: NeverSay | None = draft.read(path, RecordShape(NeverSay)) if path.exists() else None
    if own is None:
        return general
    return NeverSay(
        parts=general.parts + own.parts, words=general.words + own.words, allowed=own.allowed
    )


def forbidden_words(
    never: NeverSay,
    texts: Iterable[BankText],
    *,
    mistake: Callable[[BankText, str, str], Problem],
    source_map: SourceMap,
    whole: bool = True,
) -> Problems:
    """Every text in which one of the words stands, and every allowance that is not needed.

    `mistake` tells where such a text has to be put in other words. Unless the bank could be read
    `whole`, no allowance is said to be needless.
    """
    said_by = list(texts)
    allowed = {
        (owner, word.casefold()): one
        for one in never.allowed
        for owner in _owners(one)
        for word in one.words
    }
    homeless = _homeless(never, {said.owner for said in said_by})
    used: set[tuple[Owner, str]] = set()
    told: set[tuple[int, tuple[str, ...], str]] = set()
    for said, found in _occurrences(never, said_by):
        word = found.casefold()
        here = (id(said.record), said.keys, word)
        if (said.owner, word) in allowed:
            used.add((said.owner, word))
        elif word not in homeless and here not in told:
            told.add(here)
            yield mistake(said, f'"{shown(found)}" must not be said.', "put it in other words.")
    for key in allowed.keys() - used if whole else ():
        what = f'"{shown(key[1])}" is not said there.'
        yield source_map.mistake(allowed[key], what, "words", key[1], remedy="leave it out.")


def _occurrences(never: NeverSay, texts: Sequence[BankText]) -> Iterator[tuple[BankText, str]]:
    """Each of the words as it stands in a text."""
    in_one_line = [one.text if _is_plain(one.text) else " ".join(one.text.split()) for one in texts]
    folded = _folded("\n".join(in_one_line))
    # To look for the few that are there at all, where they are, takes far less time.
    parts = [one for one in never.parts if _folded(one) in folded]
    words = [one for one in never.words if _folded(one) in folded]
    if not (parts or words):
        return
    hint = re.compile("|".join(re.escape(_folded(one)) for one in (*parts, *words)))
    ends = list(accumulate(len(one) + 1 for one in folded.split("\n")))
    looks_for = _pattern(parts, words)
    for number in dict.fromkeys(bisect(ends, found.start()) for found in hint.finditer(folded)):
        for found in looks_for.finditer(in_one_line[number]):
            yield texts[number], found[0]


def _is_plain(text: str) -> bool:
    """Whether there is no break in a text, and no two spaces in a row."""
    return "  " not in text and text.isprintable()


def _homeless(never: NeverSay, owners: Container[Owner]) -> set[str]:
    """Words that are allowed in what there is not: that is told where they are allowed."""
    return {
        word.casefold()
        for one in never.allowed
        if not any(owner in owners for owner in _owners(one))
        for word in one.words
    }


def _owners(one: Allowed) -> Iterator[Owner]:
    if one.text:
        yield "text", one.text
    if one.term:
        yield "term", one.term
    if one.question:
        yield "question", one.question


def _pattern(parts: Iterable[str], words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of them, the longest parts first; nothing where there are none."""
    longest_first = sorted(map(re.escape, parts), key=len, reverse=True)
    found = [*longest_first, *(rf"\b{re.escape(one)}\b" for one in words)]
    return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)


def _folded(text: str) -> str:
    """The text without case, as a search that minds none takes it: a dotless i is one as well."""
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")
