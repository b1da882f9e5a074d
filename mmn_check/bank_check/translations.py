"""What a bank in another language must be like: every text translated, none said otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from mmn_check.bank.catalogs import Entry, Translations
from mmn_check.bank.notes import Notes
from mmn_check.bank.problems import Mistake
from mmn_check.bank.texts import BankText, at_record
from mmn_check.bank_check.never_say import NeverSay, said_after_all
from mmn_check.bank_check.plain_language import LONGEST_LABEL
from mmn_check.text_safety import shown

FIELD = re.compile(r"\{[^{}]*\}|[\[\]]")
"""What is filled in, and the brackets of what may be left out."""


class Translated:
    """A bank's texts beside what a catalog says for them."""

    def __init__(self, texts: Iterable[BankText], catalog: Translations, notes: Notes) -> None:
        self._texts = tuple(texts)
        self._catalog = catalog
        self._notes = notes
        self._entries = {(one.context, one.english): one for one in catalog.entries}
        self._told: set[str] = set()

    def mistakes(self, never: NeverSay) -> Iterator[Mistake]:
        """Every text without its translation, and everything that is wrong with one."""
        used: set[Entry] = set()
        for said in self._texts:
            entry = self._entry(said)
            if entry and entry.said:
                used.add(entry)
            elif said.text not in self._told:
                self._told.add(said.text)
                sentence = f"This has no translation in {self._catalog.path.name}."
                yield at_record(self._notes, said, sentence)
            if said.keys[-1].startswith("label") and entry and len(entry.said) > LONGEST_LABEL:
                yield self._wrong(entry, f"This label is longer than {LONGEST_LABEL} characters.")
        for entry in used:
            if Counter(FIELD.findall(entry.english)) != Counter(FIELD.findall(entry.said)):
                yield self._wrong(entry, "Not the same is in braces or brackets as in English.")
        yield from self._superfluous(used)
        yield from said_after_all(never, self._said(), mistake=self._must_not, notes=self._notes)

    def _entry(self, said: BankText) -> Entry | None:
        own = self._entries.get((said.owner[1], said.text)) if said.owner else None
        return own or self._entries.get(("", said.text))

    def _said(self) -> Iterator[BankText]:
        """The texts as they are said in the other language."""
        for said in self._texts:
            entry = self._entry(said)
            if entry and entry.said:
                yield said._replace(text=entry.said, record=entry, keys=())

    def _must_not(self, said: BankText, sentence: str) -> Mistake:
        assert isinstance(said.record, Entry)  # noqa: S101 - as `_said` made it
        return self._wrong(said.record, sentence)

    def _superfluous(self, used: set[Entry]) -> Iterator[Mistake]:
        for entry in self._catalog.entries:
            same = self._entries[entry.context, entry.english]
            if same is not entry:
                yield self._wrong(entry, "This is translated twice: keep one of them.")
            elif entry.said and entry not in used:
                sentence = f'The bank does not say "{shown(entry.english)}": leave it out.'
                yield self._wrong(entry, sentence)

    def _wrong(self, entry: Entry, sentence: str) -> Mistake:
        return Mistake(file=self._catalog.path, line=entry.line, column=1, sentence=sentence)
