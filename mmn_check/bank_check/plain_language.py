"""Texts that are hard to follow or read as a judgement, and what is wrong with translations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from mmn_check.bank.catalogs import ENDING, CatalogEntry, entries_in, languages_in
from mmn_check.bank.model import Question, Section
from mmn_check.bank.problems import Findings, Problem, Problems
from mmn_check.bank.reader import BankDraft
from mmn_check.bank.records import QuestionId, Record, TermWord, TextId
from mmn_check.bank.schema import BankText, Owner, RecordShape, TableShape
from mmn_check.i18n import ENGLISH
from mmn_check.text_safety import safe

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
END = re.compile(r"[.!?:]+(?=\s|$)|\n")


SYLLABLES = re.compile(r"(?!(?<![^aeiouy]l)(?:e|(?<![dt])ed|(?<![cghsxz])es)\b)[aeiouy]+")
"""The vowels of each, but for an end that is not heard: "here", "asked", "names"; it is in "table",
"needed", "places"."""


@cache
def _syllables(word: str) -> int:
    """How many syllables a word has: of a hundred words, one or two are counted wrong."""
    return max(1, len(SYLLABLES.findall(word)))


def grade(texts: Iterable[str], easy: frozenset[str] = frozenset()) -> float:
    """The grade of some texts together; a line without a stop is a sentence, too.

    `easy` words are explained, and so no harder than one of one syllable.
    """
    counted = [_text_counts(text, easy) for text in texts]
    sentences, words, syllables = map(sum, zip(*counted, strict=True)) if counted else (0, 0, 0)
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 if words else 0.0


@cache
def _text_counts(text: str, easy: frozenset[str]) -> tuple[int, int, int]:
    """How many sentences, words and syllables a text has."""
    sentences = [words for part in END.split(text.casefold()) if (words := WORD.findall(part))]
    words = [word for some in sentences for word in some]
    syllables = sum(1 if word in easy else _syllables(word) for word in words)
    return len(sentences), len(words), syllables


LONGEST_LABEL = 70
SECTION_GRADE = 6
PROMPT_GRADE = 8
ALL_TOGETHER = "What is asked and explained in this section"
PLAINER = "use shorter sentences and plainer words."
FEW = 3
"""Spaces; in fewer words than that a grade says nothing ("Any medicines?")."""


def hard_to_follow(draft: BankDraft) -> Iterator[tuple[Record, str, str]]:
    """What lacks a reason or a source, is too long, or is too hard to read: record, what, key."""
    easy = _explained_words(draft)
    for section in draft.bank.sections:
        years = grade(_texts_to_grade(section), easy)
        if years > SECTION_GRADE:
            what = f"{ALL_TOGETHER} reads at grade {years:.1f}, above {SECTION_GRADE}: {PLAINER}"
            yield section, what, "title"
        for question in section.questions:
            for key, what in NEEDED.items():
                empty = key == "sources" and draft.has_empty(question, key)
                if empty or draft.lacks(question, key):
                    yield question, what, key
            for item in (question, *question.cells.values()):
                yield from _of_item(item, easy)
    for text in draft.bank.texts.values():
        if draft.has_empty(text, "sources"):
            yield text, "There is no source for this text: name one.", "sources"
        if (years := grade([text.text], easy)) > PROMPT_GRADE:
            yield text, f"This text reads at grade {years:.1f}, above {PROMPT_GRADE}.", "text"
    seen: set[str] = set()
    for term in draft.glossary or ():
        if draft.has_empty(term, "sources"):
            yield term, "There is no source for this word: name one.", "sources"
        for word in (term.word, *term.also):
            if word.casefold() in seen:
                yield term, f'"{word}" is in the glossary twice.', "word"
            seen.add(word.casefold())


def _of_item(item: Question, easy: frozenset[str]) -> Iterator[tuple[Record, str, str]]:
    """What is hard to read or too long in a question or field."""
    for key in ("ask", "ask_helper"):
        text = getattr(item, key) or ""
        if text.count(" ") >= FEW and (years := grade([text], easy)) > PROMPT_GRADE:
            hard = f"This reads at grade {years:.1f}, above {PROMPT_GRADE}"
            yield item, f"{hard}: ask in a shorter sentence or plainer words.", key
    for choice in item.own_choices:
        for key in ("label", "label_helper"):
            if (length := len(getattr(choice, key) or "")) > LONGEST_LABEL:
                most = f"Nobody should have to read more than {LONGEST_LABEL}: say it shorter."
                yield choice, f"This label has {length} characters. {most}", key


def grades_of(draft: BankDraft) -> Mapping[str, float]:
    """The reading grade of what is asked and explained in each section."""
    easy = _explained_words(draft)
    return {section.id: grade(_texts_to_grade(section), easy) for section in draft.bank.sections}


def _explained_words(draft: BankDraft) -> frozenset[str]:
    """Every word that the glossary explains, also as a part of a longer name."""
    terms = draft.glossary or ()
    names = (name.casefold() for term in terms for name in (term.word, *term.also))
    return frozenset(word for name in names for word in WORD.findall(name))


def _texts_to_grade(section: Section) -> Iterator[str]:
    for question in section.questions:
        for item in (question, *question.cells.values()):
            yield from (text for text in (item.ask, item.help, item.why) if text)


NEEDED = {
    "help": "There is no help here: say what the words mean, or how to answer.",
    "why": "There is no why here: say why the doctor asks.",
    "sources": "There is no source here: name at least one.",
}


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

    @property
    def owners(self) -> set[Owner]:
        """What that is, as texts are told by it."""
        named = {"text": self.text, "term": self.term, "question": self.question}
        return {(what, name) for what, name in named.items() if name}


class NeverSay(Record):
    """Words that read as a finding, a likelihood or a grade."""

    parts: tuple[str, ...] = ()
    """Not even as a part of a longer word."""
    words: tuple[str, ...] = ()
    """Not as a word by itself."""
    allowed: tuple[Allowed, ...] = ()
    """Where some of the words may stand after all."""


@cache
def _general_words() -> Mapping[str, NeverSay]:
    lists: Mapping[str, NeverSay] = BankDraft(folder=GENERAL.parent).read(
        GENERAL, TableShape(RecordShape(NeverSay))
    )
    return lists


def never_say(draft: BankDraft, language: str = ENGLISH) -> NeverSay:
    """The words that no bank may say in a language, and what the bank's own list adds to them."""
    general = _general_words().get(language, NeverSay())
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
    draft: BankDraft,
    never: NeverSay,
    texts: Sequence[BankText],
    mistake: Callable[[BankText, str], Problem],
) -> Problems:
    """Every text in which one of the words stands, and every allowance that is not needed.

    `mistake` tells where such a text has to be put in other words. Unless the bank could be read
    whole, no allowance is said to be needless.
    """
    there = {said.owner for said in texts}
    allowed = {
        (owner, word.casefold()): one
        for one in never.allowed
        for owner in one.owners
        for word in one.words
    }
    # Words that are allowed in what there is not: that is told where they are allowed.
    homeless = {word for owner, word in allowed if owner not in there}
    used: set[tuple[Owner, str]] = set()
    for said, found in _occurrences(never, texts):
        word = found.casefold()
        if (said.owner, word) in allowed:
            used.add((said.owner, word))
        elif word not in homeless:
            yield mistake(said, f'"{safe(found)}" must not be said: put it in other words.')
    for owner, word in () if draft.mistakes else allowed.keys() - used:
        if owner in there:
            what = f'"{safe(word)}" is not said there: leave it out.'
            yield draft.mistake(allowed[owner, word], what, "words", word)


def _occurrences(never: NeverSay, texts: Sequence[BankText]) -> Iterator[tuple[BankText, str]]:
    """Each of the words as it stands in a text, whatever its case; of parts the longest."""
    distinct = list({one.text: None for one in texts})
    every = BETWEEN.join(distinct).replace("\n", " ")
    while "  " in every:
        every = every.replace("  ", " ")
    folded, lines = _without_case(every), every.split(BETWEEN)
    found = {
        one: [*_texts_with(_without_case(one), folded)] for one in (*never.parts, *never.words)
    }
    # To look for the few that are there at all, where they are, takes far less time.
    there = {distinct[at]: lines[at] for several in found.values() for at in several}
    parts, words = ([one for one in some if found[one]] for some in (never.parts, never.words))
    longest_first = sorted(map(re.escape, parts), key=len, reverse=True)
    pattern = "|".join([*longest_first, *(rf"\b{re.escape(one)}\b" for one in words)])
    looks_for = re.compile(pattern, re.IGNORECASE)
    for said in texts:
        if said.text in there:
            yield from ((said, one[0]) for one in looks_for.finditer(there[said.text]))


def _texts_with(word: str, texts: str) -> Iterator[int]:
    """The number of the text in which a word stands, each time."""
    number = 0
    for before in texts.split(word)[:-1]:
        number += before.count(BETWEEN)
        yield number


BETWEEN = "\0"
"""What no text has, to stand between one and the next."""


def _without_case(text: str) -> str:
    """The text without case, as a search that minds none takes it: a dotless i is one as well."""
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")


FIELD = re.compile(r"\{[^{}]*\}|[\[\]]")
"""What is filled in, and the brackets of what may be left out."""


def in_other_languages(draft: BankDraft, texts: Sequence[BankText]) -> Problems:
    """What is wrong with each translation of the bank."""
    for language in languages_in(draft.folder):
        findings = Findings(draft.folder / f"{language}{ENDING}")
        entries = entries_in(findings)
        if not findings.mistakes:
            never = never_say(draft, language)
            yield from _in_catalog(draft, texts, entries, findings.file, never)
        yield from findings.mistakes


def _in_catalog(
    draft: BankDraft,
    texts: Sequence[BankText],
    entries: Sequence[CatalogEntry],
    file: Path,
    never: NeverSay,
) -> Problems:
    """Everything that is wrong with a translation, and a note with what is still to be made.

    Unless the bank could be read whole, no translation is said to be of nothing.
    """

    def wrong(entry: Any, sentence: str) -> Problem:
        return Problem(sentence, file=file, line=entry.line, column=1)

    by_text = {(one.context, one.english): one for one in entries}
    found = [(one, by_text.get((one.of, one.text)) or by_text.get(("", one.text))) for one in texts]
    translated = [(said, entry) for said, entry in found if entry and entry.said]
    for said, entry in translated:
        if len(entry.said) > LONGEST_LABEL and said.keys[-1].startswith("label"):
            yield wrong(entry, f"This label is longer than {LONGEST_LABEL} characters.")
    used = {id(entry) for _, entry in translated}
    for entry in entries:
        if by_text[entry.context, entry.english] is not entry:
            yield wrong(entry, "This is translated twice: keep one of them.")
        elif id(entry) in used and _fields_in(entry.english) != _fields_in(entry.said):
            yield wrong(entry, "Not the same is in braces or brackets as in English.")
        elif entry.said and not draft.mistakes and id(entry) not in used:
            what = f'The bank does not say "{safe(entry.english)}": leave it out.'
            yield wrong(entry, what)
    if left := dict.fromkeys(said.text for said, one in found if not (one and one.said)):
        words = safe(" ".join(next(iter(left)).split()))
        count = f"{len(left):,} of {len({one.text for one in texts}):,} texts"
        what = f'{count} have no translation yet; the first is "{words}".'
        yield Problem(what, file=file, level="note")
    in_place = [BankText(entry.said, entry, (), said.owner) for said, entry in translated]
    yield from forbidden_words(draft, never, in_place, lambda said, what: wrong(said.record, what))


def _fields_in(text: str) -> list[str]:
    return sorted(FIELD.findall(text)) if "{" in text or "[" in text or "]" in text else []
