"""`bank translate`: catalogs brought up to date for translators' tools, and what that took.

A sentence that was reworded takes the translation of the one it was, marked as doubtful
("fuzzy") and with that one beside it, as msgmerge does; what is no longer said is kept as
obsolete. The same words said of two things are one entry, beside which one of them may have an
entry of its own: with its id as `msgctxt`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import polib

from mmn_check.bank.catalogs import ENDING, draft_entries
from mmn_check.bank.model import Bank, Term
from mmn_check.bank.problems import BankError, Findings
from mmn_check.bank.schema import all_texts
from mmn_check.bank_check.checked_bank import read_bank, read_glossary
from mmn_check.errors import WrongUseError
from mmn_check.i18n import CODE, ENGLISH
from mmn_check.storage.safe_files import write_safely
from mmn_check.text_safety import LINE, safe

HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
NEAR = 0.6
"""How alike two sentences are, from 0 to 1, of which one may be the other reworded."""
NEAR_AT_ITS_PLACE = 0.3
"""The same, where one stands at the very place at which the other stood."""
COMPARED = 300
"""So many sentences that are no longer said are compared with a new one."""
NAMED = 6
"""So many of those who say the same sentence are named above its entry."""
LETTERS = 500
"""Characters of a sentence that are compared."""


class CatalogSentence(NamedTuple):
    """One sentence, with its plural if it depends on a count, and where it is said."""

    english: str
    several: str
    place: str
    owners: tuple[str, ...] = ()
    """What says it, by id, where more than one thing does."""

    @property
    def comment(self) -> str:
        """What stands above its entry, for who translates it."""
        others = [one for one in self.owners if one != self.place.partition(" ")[0]]
        if not others:
            return self.place
        more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
        return f"{self.place}\n{ALSO}{', '.join(others[:NAMED])}{more}"


ALSO = "also said by: "


@dataclass(kw_only=True)
class UpToDate:
    """A catalog in step with what is said, and what that took."""

    catalog: polib.POFile
    new: int = 0
    doubtful: list[str] = field(default_factory=list)
    """Sentences that were said otherwise before, in English."""
    obsolete: int = 0
    shared: list[tuple[str, str]] = field(default_factory=list)
    """Who says, since the catalog was last in step, what others say too; and the sentence."""

    @property
    def missing(self) -> int:
        """How many sentences have no translation that is sure."""
        return sum(not one.translated() for one in self.catalog if not one.obsolete)

    @property
    def whole(self) -> int:
        """How many sentences there are."""
        return sum(not one.obsolete for one in self.catalog)


def sentences_of(bank: Bank, glossary: Iterable[Term]) -> tuple[CatalogSentence, ...]:
    """Every text of a bank, each once, in the order asked, and what it belongs to."""
    found: dict[str, CatalogSentence] = {}
    owners: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for said in all_texts(bank, glossary):
        place = f"{said.of} {'.'.join(said.keys)}".strip()
        found.setdefault(said.text, CatalogSentence(said.text, "", place))
        if said.of:
            owners[said.text][said.of] = None
    return tuple(
        one._replace(owners=tuple(owners[text])) if len(owners[text]) > 1 else one
        for text, one in found.items()
    )


def up_to_date(
    old: polib.POFile,
    sentences: Sequence[CatalogSentence],
    *,
    contexts: Collection[tuple[str, str]] = (),
    keep_obsolete: bool = True,
) -> UpToDate:
    """A catalog with an entry for each sentence, in their order, then those of one thing alone.

    `contexts` are the pairs (id, English) that may have an entry of their own. The header stays;
    the entries of the old catalog are used up.
    """
    said = {(one.english, one.several) for one in sentences}
    made = UpToDate(catalog=polib.POFile(wrapwidth=98))
    made.catalog.header, made.catalog.metadata = old.header, old.metadata
    shared = {(one.msgid, one.msgid_plural): one for one in reversed(old) if not one.msgctxt}
    gone = [one for key, one in reversed(shared.items()) if key not in said and _translated(one)]
    left = [one for one in old if one.msgid and _translated(one)]
    for sentence in sentences:
        kept = shared.get((sentence.english, sentence.several))
        if kept is None:
            made.catalog.append(_new_entry(sentence, gone, left, made))
            continue
        made.shared += [(owner, kept.msgid) for owner in _newly(kept, sentence)]
        kept.comment = sentence.comment
        made.catalog.append(kept)
    own = (one for one in old if one.msgctxt and (one.msgctxt, one.msgid) in contexts)
    made.catalog.extend(own)
    live = {id(one) for one in made.catalog}
    for one in made.catalog:
        one.obsolete = False
    for one in left if keep_obsolete else ():
        if id(one) not in live:
            made.obsolete += not one.obsolete
            one.obsolete = True
            made.catalog.append(one)
    return made


def with_header(old: polib.POFile, *, language: str, project: str) -> polib.POFile:
    """The catalog with every field in its header that translators' tools look for."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000")
    given = {"Project-Id-Version": project, "PO-Revision-Date": now}
    team = {"Last-Translator": "none yet", "Language-Team": language}
    old.metadata = {**given, **team, "Language": language, **HEADER, **old.metadata}
    old.metadata["Content-Type"] = HEADER["Content-Type"]
    return old


def _translated(entry: polib.POEntry) -> bool:
    """Whether there is a translation at all, sure or not."""
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def _new_entry(
    sentence: CatalogSentence, gone: list[polib.POEntry], left: list[polib.POEntry], made: UpToDate
) -> polib.POEntry:
    """An entry for a sentence that had none: with what it may have been before, else empty."""
    entry = polib.POEntry(
        msgid=sentence.english,
        msgid_plural=sentence.several,
        msgstr_plural={0: "", 1: ""} if sentence.several else {},
        comment=sentence.comment,
    )
    before = _former_entry(sentence, gone)
    if before is None:
        made.new += 1
        return entry
    gone.remove(before)
    left.remove(before)
    made.doubtful.append(sentence.english)
    entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
    entry.previous_msgid = before.msgid
    entry.previous_msgid_plural = before.msgid_plural
    entry.flags = ["fuzzy"]
    return entry


def _newly(kept: polib.POEntry, sentence: CatalogSentence) -> Iterator[str]:
    """Who says a sentence too since its entry was last in step."""
    first, _, others = kept.comment.partition(f"\n{ALSO}")
    others = others.replace("\n", " ")
    before = {first.partition(" ")[0], *others.split(", ")}
    if before != {""} and " more" not in others:
        yield from (one for one in sentence.owners if one not in before)


def _former_entry(sentence: CatalogSentence, gone: list[polib.POEntry]) -> polib.POEntry | None:
    """The entry of those no longer said that was most likely this sentence; if any."""
    fit = [one for one in gone if bool(one.msgid_plural) == bool(sentence.several)]
    here = [one for one in fit if one.comment.partition("\n")[0] == sentence.place]
    for entries, cutoff in ((here, NEAR_AT_ITS_PLACE), (fit[:COMPARED], NEAR)):
        by_text = {one.msgid[:LETTERS]: one for one in reversed(entries)}
        if near := get_close_matches(sentence.english[:LETTERS], by_text, n=1, cutoff=cutoff):
            return by_text[near[0]]
    return None


TOLD = 20
"""So many sentences of a kind are told one by one."""
QUOTED = 70
READABLE = 0o644
"""A catalog is no secret: translators pass it round."""


def translate(folder: Path, language: str) -> Iterator[str]:
    """Bring the catalog of a language up to date, making it if need be; lines about it.

    Raises:
        WrongUseError: if that is no language, or the bank or the catalog has mistakes.
        NotWritableError: if the catalog cannot be written.
    """
    if not CODE.fullmatch(language) or language == ENGLISH:
        raise WrongUseError(
            f'"{safe(language)}" is no language to translate into: a bank is written in English, '
            "and another language is named by its code, such as es or pt_BR."
        )
    bank, glossary = read_bank(folder), read_glossary(folder)
    path = folder / f"{language}{ENDING}"
    owned = {(one.of, one.text) for one in all_texts(bank, glossary) if one.of}
    old = with_header(_old(path), language=language, project=f"{bank.id} {bank.version}")
    made = up_to_date(old, sentences_of(bank, glossary), contexts=owned)
    lines = list(_counts_told(made, path))
    mode = path.stat().st_mode & 0o777 if path.exists() else READABLE
    write_safely(path, str(made.catalog).encode())
    with suppress(OSError):  # where a disk knows no rights, none are to be kept
        path.chmod(mode)
    yield from lines


def _old(path: Path) -> polib.POFile:
    """The catalog as it is; an empty one if there is none."""
    if not path.exists():
        return polib.POFile()
    findings = Findings(path)
    catalog = draft_entries(findings, comments=True)
    if catalog is None or findings.mistakes:
        raise BankError(findings.mistakes)
    return catalog


def _counts_told(made: UpToDate, path: Path) -> Iterator[str]:
    yield safe(
        f"{path}: {made.whole} sentences, {made.whole - made.missing} translated; "
        f"{made.new} new and empty, {len(made.doubtful)} reworded and marked fuzzy, "
        f"{made.obsolete} no longer said and kept as obsolete.",
        LINE,
    )
    for english in made.doubtful[:TOLD]:
        yield f"  fuzzy: {safe(english, QUOTED)}"
    for owner, english in made.shared[:TOLD]:
        yield f"  said by {safe(owner)} too, and taken from elsewhere: {safe(english, QUOTED)}"
    for several in (made.doubtful, made.shared):
        if len(several) > TOLD:
            yield f"  and {len(several) - TOLD} more"
    if made.shared:
        yield "  Where one of them needs other words, add an entry with its id as msgctxt."
