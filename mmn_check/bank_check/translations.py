"""What a bank in another language must be like: every text translated, none said otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from mmn_check.bank.catalogs import CatalogEntry
from mmn_check.bank.problems import Problem, Problems
from mmn_check.bank.source_map import SourceMap
from mmn_check.bank.texts import BankText
from mmn_check.bank_check.never_say import NeverSay, said_after_all
from mmn_check.bank_check.plain_language import LONGEST_LABEL
from mmn_check.text_safety import shown

FIELD = re.compile(r"\{[^{}]*\}|[\[\]]")
"""What is filled in, and the brackets of what may be left out."""


class Translated:
    """A bank's texts beside what a catalog, in a file, says for them."""

    def __init__(
        self,
        texts: Iterable[BankText],
        entries: Sequence[CatalogEntry],
        file: Path,
        source_map: SourceMap,
    ) -> None:
        self._entries, self._file, self._source_map = entries, file, source_map
        self._by_text = by_text = {(one.context, one.english): one for one in entries}
        self._texts = [
            (
                said,
                (by_text.get((said.owner[1], said.text)) if said.owner else None)
                or by_text.get(("", said.text)),
            )
            for said in texts
        ]

    def mistakes(self, never: NeverSay, *, whole: bool) -> Problems:
        """Everything that is wrong with a translation, and how many there are still to make.

        Unless the bank could be read `whole`, no translation is said to be of nothing.
        """
        used: set[CatalogEntry] = set()
        translated: list[BankText] = []
        for said, entry in self._texts:
            if entry and entry.said:
                used.add(entry)
                translated.append(BankText(entry.said, entry, (), said.owner))
                if said.keys[-1].startswith("label") and len(entry.said) > LONGEST_LABEL:
                    what = f"This label is longer than {LONGEST_LABEL} characters."
                    yield self._wrong(entry, what)
        for entry in used:
            if _fields_in(entry.english) != _fields_in(entry.said):
                yield self._wrong(entry, "Not the same is in braces or brackets as in English.")
        yield from self._superfluous(used, whole=whole)
        yield from self._unfinished()
        yield from said_after_all(
            never, translated, mistake=self._must_not, source_map=self._source_map, whole=whole
        )

    def _unfinished(self) -> Problems:
        """A note with the number of texts that are said in English still."""
        left = dict.fromkeys(said.text for said, one in self._texts if not (one and one.said))
        if left:
            every = {said.text for said, _ in self._texts}
            what = (
                f"{len(left):,} of {len(every):,} texts have no translation yet; the first is "
                f'"{shown(" ".join(next(iter(left)).split()))}".'
            )
            yield Problem(what, file=self._file, level="note")

    def _must_not(self, said: BankText, what: str, remedy: str) -> Problem:
        assert isinstance(said.record, CatalogEntry)  # noqa: S101 - as `mistakes` made it
        return self._wrong(said.record, what, remedy)

    def _superfluous(self, used: set[CatalogEntry], *, whole: bool) -> Problems:
        for entry in self._entries:
            if self._by_text[entry.context, entry.english] is not entry:
                yield self._wrong(entry, "This is translated twice.", "keep one of them.")
            elif whole and entry.said and entry not in used:
                what = f'The bank does not say "{shown(entry.english)}".'
                yield self._wrong(entry, what, "leave it out.")

    def _wrong(self, entry: CatalogEntry, what: str, remedy: str = "") -> Problem:
        return Problem(what, remedy=remedy, file=self._file, line=entry.line, column=1)


def _fields_in(text: str) -> list[str]:
    return sorted(FIELD.findall(text)) if "{" in text or "[" in text or "]" in text else []
