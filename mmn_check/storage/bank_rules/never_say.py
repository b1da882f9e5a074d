"""The words that a bank must never say, and the few places where one of them may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mmn_check.domain.bank import Bank, Term
from mmn_check.domain.named import QuestionId, TermWord, TextId
from mmn_check.storage.bank_reading.notes import Notes
from mmn_check.storage.bank_rules.texts import Said, texts_of
from mmn_check.storage.mistakes import Mistake, shown


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """One place where some of the words may stand."""

    text: TextId | None = None
    term: TermWord | None = None
    question: QuestionId | None = None
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NeverSay:
    """Words that read as a finding, a likelihood or a grade."""

    parts: tuple[str, ...]
    """Not even as a part of a longer word."""
    words: tuple[str, ...] = ()
    """Not as a word by itself."""
    allowed: tuple[Allowed, ...] = ()


Owner = tuple[str, str] | None


def said_after_all(
    never: NeverSay, bank: Bank, glossary: tuple[Term, ...], *, notes: Notes
) -> Iterator[Mistake]:
    """Every text in which one of the words stands, and every allowance that is not needed."""
    looks_for = _pattern(never)
    allowed = {
        (owner, word.casefold()): one
        for one in never.allowed
        for owner in _owners(one)
        for word in one.words
    }
    used: set[tuple[Owner, str]] = set()
    told: set[tuple[int, tuple[str, ...], str]] = set()
    for said in _all_texts(bank, glossary):
        for found in looks_for.finditer(" ".join(said.text.split())):
            word = found[0].casefold()
            here = (id(said.record), said.keys, word)
            if (said.owner, word) in allowed:
                used.add((said.owner, word))
            elif here not in told:
                told.add(here)
                yield _mistake(said, found[0], notes)
    for key in allowed.keys() - used:
        sentence = f'"{shown(key[1])}" is not said there: leave it out.'
        yield notes.mistake(allowed[key], sentence, "words", key[1])


def _all_texts(bank: Bank, glossary: tuple[Term, ...]) -> Iterator[Said]:
    for section in bank.sections:
        yield from texts_of(section)
    yield from texts_of(bank)
    for term in glossary:
        yield from texts_of(term)


def _owners(one: Allowed) -> Iterator[Owner]:
    if one.text:
        yield "text", one.text
    if one.term:
        yield "term", one.term
    if one.question:
        yield "question", one.question


def _pattern(never: NeverSay) -> re.Pattern[str]:
    longest_first = sorted(never.parts, key=len, reverse=True)
    parts = [re.escape(part) for part in longest_first]
    words = [rf"\b{re.escape(word)}\b" for word in never.words]
    return re.compile("|".join(parts + words) or r"(?!)", re.IGNORECASE)


def _mistake(said: Said, word: str, notes: Notes) -> Mistake:
    question = said.owner[1] if said.owner and said.owner[0] == "question" else None
    sentence = f'"{shown(word)}" must not be said: put it in other words.'
    return notes.mistake(said.record, sentence, *said.keys, question=question)
