"""`bank translate`: the catalog of a bank's folder brought up to date, and what that took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import polib

from mmn_check.authoring.translate import UpToDate, sentences_of, set_apart, up_to_date, with_header
from mmn_check.bank.catalogs import ENDING, draft_entries
from mmn_check.bank.model import Bank, Term
from mmn_check.bank.problems import MOST, BankError, Findings, TooManyError, suggested
from mmn_check.bank.texts import all_texts
from mmn_check.bank_check.checked_bank import read_bank, read_glossary
from mmn_check.errors import WrongUseError
from mmn_check.i18n import CODE, ENGLISH
from mmn_check.storage.safe_files import write_file
from mmn_check.text_safety import LINE, shown

TOLD = 20
"""So many sentences of a kind are told one by one."""
QUOTED = 70
READABLE = 0o644
"""A catalog is no secret: translators pass it round."""


def translate(folder: Path, language: str, *, apart: str | None = None) -> Iterator[str]:
    """Bring the catalog of a language up to date, making it if need be; lines about it.

    With `apart`, the id of a question, fixed text or word: what it shares with others gets
    entries of its own.

    Raises:
        WrongUseError: if that is no language, the bank or the catalog has mistakes, or no such id.
        NotWritableError: if the catalog cannot be written.
    """
    if not CODE.fullmatch(language) or language == ENGLISH:
        raise WrongUseError(
            f'"{shown(language)}" is no language to translate into: a bank is written in English, '
            "and another language is named by its code, such as es or pt_BR."
        )
    bank, glossary = read_bank(folder, diary=True), read_glossary(folder)
    path = folder / f"{language}{ENDING}"
    owned = {(one.owner[1], one.text) for one in all_texts(bank, glossary) if one.owner}
    old = with_header(_old(path), language=language, project=f"{bank.id} {bank.version}")
    made = up_to_date(old, sentences_of(bank, glossary), contexts=owned)
    lines = list(_counts(made, path))
    if apart is not None:
        lines.append(_set_apart(made, bank, glossary, apart))
    mode = path.stat().st_mode & 0o777 if path.exists() else READABLE
    write_file(path, str(made.catalog).encode())
    with suppress(OSError):  # where a disk knows no rights, none are to be kept
        path.chmod(mode)
    yield from lines


def _old(path: Path) -> polib.POFile:
    """The catalog as it is; an empty one if there is none."""
    if not path.exists():
        return polib.POFile()
    findings = Findings(path, most=MOST)
    catalog = None
    with suppress(TooManyError):
        catalog = draft_entries(findings, comments=True)
    if catalog is None or findings.mistakes:
        raise BankError(findings.mistakes)
    return catalog


def _counts(made: UpToDate, path: Path) -> Iterator[str]:
    yield shown(
        f"{path}: {made.whole} sentences, {made.whole - made.missing} translated; "
        f"{made.new} new and empty, {len(made.doubtful)} reworded and marked fuzzy, "
        f"{made.obsolete} no longer said and kept as obsolete.",
        LINE,
    )
    for english in made.doubtful[:TOLD]:
        yield f"  fuzzy: {shown(english, QUOTED)}"
    for owner, english in made.shared[:TOLD]:
        yield f"  said by {shown(owner)} too, and taken from elsewhere: {shown(english, QUOTED)}"
    for several in (made.doubtful, made.shared):
        if len(several) > TOLD:
            yield f"  and {len(several) - TOLD} more"
    if made.shared:
        yield "  Where one of them needs other words, type the same with --apart and its id."


def _set_apart(made: UpToDate, bank: Bank, glossary: tuple[Term, ...], owner: str) -> str:
    owners = {one.owner[1] for one in all_texts(bank, glossary) if one.owner}
    if owner not in owners:
        near = suggested(owner, owners)
        raise WrongUseError(f'Nothing in this bank is called "{shown(owner)}". {near}'.rstrip())
    count = set_apart(made.catalog, bank, glossary, owner)
    return (
        f"{count} sentences that {shown(owner)} shares with others have entries of their own now."
    )
