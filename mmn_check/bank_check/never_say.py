"""The words that a bank must never say, and the few places where one of them may stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mmn_check.bank.load import BankDraft
from mmn_check.bank.problems import Problem, Problems
from mmn_check.bank.records import QuestionId, TermWord, TextId
from mmn_check.bank.schema import RecordShape, TableShape
from mmn_check.bank.source_map import SourceMap
from mmn_check.bank.texts import BankText, Owner
from mmn_check.i18n import ENGLISH
from mmn_check.text_safety import shown

GENERAL = Path(__file__).with_name("never_say.yaml")
"""The words that no bank may say, by language."""


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """One place where some of the words may stand."""

    text: TextId | None = None
    """The fixed text in which they may stand."""
    term: TermWord | None = None
    """The glossary word in whose meaning they may stand."""
    question: QuestionId | None = None
    """The question in which they may stand."""
    words: tuple[str, ...]
    """The words that may stand there."""


@dataclass(frozen=True, kw_only=True)
class NeverSay:
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


def said_after_all(
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
    in_one_line = [(said, " ".join(said.text.split())) for said in texts]
    folded = _folded("\n".join(text for _, text in in_one_line))
    # To look for the few that are there at all takes far less time.
    parts = [one for one in never.parts if _folded(one) in folded]
    words = [one for one in never.words if _folded(one) in folded]
    hints = [_folded(one) for one in (*parts, *words)]
    looks_for = _pattern(parts, words)
    allowed = {
        (owner, word.casefold()): one
        for one in never.allowed
        for owner in _owners(one)
        for word in one.words
    }
    homeless = _homeless(never, {said.owner for said, _ in in_one_line})
    used: set[tuple[Owner, str]] = set()
    told: set[tuple[int, tuple[str, ...], str]] = set()
    for (said, text), line in zip(in_one_line, folded.split("\n"), strict=False):
        if not any(one in line for one in hints):
            continue
        for found in looks_for.finditer(text):
            word = found[0].casefold()
            here = (id(said.record), said.keys, word)
            if (said.owner, word) in allowed:
                used.add((said.owner, word))
            elif word not in homeless and here not in told:
                told.add(here)
                what = f'"{shown(found[0])}" must not be said.'
                yield mistake(said, what, "put it in other words.")
    for key in allowed.keys() - used if whole else ():
        what = f'"{shown(key[1])}" is not said there.'
        yield source_map.mistake(allowed[key], what, "words", key[1], remedy="leave it out.")


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
