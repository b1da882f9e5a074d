"""What a bank in another language must be like: every text translated, none said otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from mmn_check.bank.catalogs import CatalogEntry, PoCatalog
from mmn_check.bank.problems import Problem
from mmn_check.bank.source_map import SourceMap
from mmn_check.bank.texts import BankText
from mmn_check.bank_check.never_say import NeverSay, said_after_all
from mmn_check.bank_check.plain_language import LONGEST_LABEL
from mmn_check.text_safety import shown

FIELD = re.compile(r"\{[^{}]*\}|[\[\]]")
"""What is filled in, and the brackets of what may be left out."""


class Translated:
    """A bank's texts beside what a catalog says for them."""

    def __init__(
        self, texts: Iterable[BankText], catalog: PoCatalog, source_map: SourceMap
    ) -> None:
        self._texts = tuple(texts)
        self._catalog = catalog
        self._source_map = source_map
        self._entries = {(one.context, one.english): one for one in catalog.entries}

    def mistakes(self, never: NeverSay, *, whole: bool) -> Iterator[Problem]:
        """Everything that is wrong with a translation, and how many there are still to make.

        Unless the bank could be read `whole`, no translation is said to be of nothing.
        """
        used: set[CatalogEntry] = set()
        for said in self._texts:
            entry = self._entry(said)
            if entry and entry.said:
                used.add(entry)
            if said.keys[-1].startswith("label") and entry and len(entry.said) > LONGEST_LABEL:
                yield self._wrong(entry, f"This label is longer than {LONGEST_LABEL} characters.")
        for entry in used:
            if Counter(FIELD.findall(entry.english)) != Counter(FIELD.findall(entry.said)):
                yield self._wrong(entry, "Not the same is in braces or brackets as in English.")
        yield from self._superfluous(used, whole=whole)
        yield from self._unfinished()
        yield from said_after_all(
            never, self._said(), mistake=self._must_not, source_map=self._source_map, whole=whole
        )

    def _unfinished(self) -> Iterator[Problem]:
        """A note with the number of texts that are said in English still."""
        every = dict.fromkeys(said.text for said in self._texts)
        entries = ((said, self._entry(said)) for said in self._texts)
        left = list(dict.fromkeys(said.text for said, one in entries if not (one and one.said)))
        if left:
            sentence = (
                f"{len(left):,} of {len(every):,} texts have no translation yet; the first is "
                f'"{shown(" ".join(left[0].split()))}".'
            )
            yield Problem(sentence, file=self._catalog.path, level="note")

    def _entry(self, said: BankText) -> CatalogEntry | None:
        own = self._entries.get((said.owner[1], said.text)) if said.owner else None
        return own or self._entries.get(("", said.text))

    def _said(self) -> Iterator[BankText]:
        """The texts as they are said in the other language."""
        for said in self._texts:
            entry = self._entry(said)
            if entry and entry.said:
                yield said._replace(text=entry.said, record=entry, keys=())

    def _must_not(self, said: BankText, what: str, remedy: str) -> Problem:
        assert isinstance(said.record, CatalogEntry)  # noqa: S101 - as `_said` made it
        return self._wrong(said.record, what, remedy)

    def _superfluous(self, used: set[CatalogEntry], *, whole: bool) -> Iterator[Problem]:
        for entry in self._catalog.entries:
            same = self._entries[entry.context, entry.english]
            if same is not entry:
                yield self._wrong(entry, "This is translated twice.", "keep one of them.")
            elif whole and entry.said and entry not in used:
                what = f'The bank does not say "{shown(entry.english)}".'
                yield self._wrong(entry, what, "leave it out.")

    def _wrong(self, entry: CatalogEntry, what: str, remedy: str = "") -> Problem:
        file = self._catalog.path
        return Problem(what, remedy=remedy, file=file, line=entry.line, column=1)
