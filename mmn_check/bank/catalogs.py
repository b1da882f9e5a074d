"""Catalogs of translations: PO files, as translators everywhere know them."""

from __future__ import annotations

import json
import re
from io import BytesIO
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mmn_check.bank.problems import TOP, BankError, Findings, LineAndColumn
from mmn_check.bank.shipped_bank import CompiledFile, shipped_bank
from mmn_check.i18n import CODE
from mmn_check.text_safety import has_hidden, safe

if TYPE_CHECKING:
    import polib

ENDING = ".po"
UTF_8 = "text/plain; charset=UTF-8"
_COMMENT = re.compile(r"^#(?![,~]).*", re.MULTILINE)
"""What is for translators: to read it takes a third of the time."""
_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")


class CatalogEntry(NamedTuple):
    """One text and what it is in the catalog's language."""

    context: str
    """Whose text it is, where the same words are said otherwise elsewhere; else empty."""
    english: str
    said: str
    """Empty if it is not translated yet, or is marked as doubtful."""
    line: int


class Translations:
    """One language's texts, by their English."""

    def __init__(self, compiled: bytes) -> None:
        """The texts of a catalog in the compiled form MO; raises as gettext if it is none."""
        # A start in English need not wait for it.
        from gettext import GNUTranslations  # noqa: PLC0415

        self.compiled = compiled
        self._messages = GNUTranslations(BytesIO(compiled))

    def gettext(self, message: str, /) -> str:
        """The text in this language; as it is, if the catalog has none."""
        return self._messages.gettext(message)

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        """The same for a text that depends on a count, by the rule that the catalog gives."""
        return self._messages.ngettext(one, several, count)

    def of(self, owner: str, text: str) -> str:
        """The text as it is said where it belongs to `owner`; else as it is said anywhere."""
        said = self._messages.pgettext(owner, text)
        return self._messages.gettext(text) if said == text else said


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages of which a folder has a catalog."""
    names = (path.name.removesuffix(ENDING) for path in folder.glob(f"*{ENDING}"))
    return tuple(sorted(name for name in names if CODE.fullmatch(name)))


def program_words(folder: Path, language: str) -> Translations:
    """The catalog of a language that comes with the program, read once and then kept compiled.

    Raises:
        BankError: as `read_catalog`.
    """
    kept = CompiledFile(folder, f"{language}.mo", [folder / f"{language}{ENDING}"])
    catalog = kept.read(Translations)
    if catalog is None:
        catalog = read_catalog(folder, language)
        kept.keep(catalog.compiled)
    return catalog


def read_catalog(folder: Path, language: str) -> Translations:
    """The catalog of a language.

    Raises:
        BankError: if the file cannot be read, telling where.
    """
    findings = Findings(folder / f"{language}{ENDING}")
    read, made = draft_entries(findings), None
    if read is not None:
        catalog_entries(read, findings)
        made = None if findings.mistakes else _compiled(read, findings)
    if made is None:
        raise BankError(findings.mistakes)
    return made


def entries_in(findings: Findings) -> list[CatalogEntry]:
    """What the findings' file says; what is wrong with it is noted.

    That of the shipped bank is read once and then kept: a check writes nothing beside another.
    """
    file = findings.file
    kept = CompiledFile(file.parent, f"{file.name}.json", [file])
    known = kept.read(lambda content: [*starmap(CatalogEntry, json.loads(content))])
    if known is not None:
        return known
    catalog = draft_entries(findings)
    entries = [] if catalog is None else catalog_entries(catalog, findings)
    if not findings.mistakes and file.parent == shipped_bank():
        kept.keep(json.dumps(entries).encode())
    return entries


def catalog_entries(read: polib.POFile, findings: Findings) -> list[CatalogEntry]:
    """What a catalog says, obsolete entries aside; what is wrong with it is noted."""
    # What can go wrong as it is compiled stands in its head, or in what may be taken for that.
    head = type(read)()
    head.metadata = read.metadata
    head.extend(one for one in read if not one.msgid)
    _compiled(head, findings)
    entries = [_catalog_entry(one) for one in read if not one.obsolete]
    for entry in entries:
        if has_hidden(entry.said):
            at = LineAndColumn(entry.line, 1)
            findings(at, "There is a hidden character here: take it out.")
    return entries


def _compiled(read: polib.POFile, findings: Findings) -> Translations | None:
    """Its texts, ready to be looked up; None if they cannot be, which is noted."""
    read.encoding, read.metadata["Content-Type"] = "utf-8", UTF_8
    try:
        return Translations(read.to_binary())
    except (OSError, ValueError, LookupError) as error:
        _note_broken(error, findings)
        return None


def draft_entries(findings: Findings, *, comments: bool = False) -> polib.POFile | None:
    """What stands in the findings' file, as translators' tools know it."""
    # Once a catalog is kept compiled, no start needs what reads such files.
    import polib  # noqa: PLC0415

    from mmn_check.bank.yaml_source import file_text  # noqa: PLC0415

    text = file_text(findings.file, findings)
    if text is None:
        return None
    try:
        # A line more: a text without any would be taken for the name of a file.
        return polib.pofile(f"{text if comments else _COMMENT.sub('', text)}\n")
    except (OSError, ValueError, LookupError) as error:
        _note_broken(error, findings)
        return None


def _note_broken(error: Exception, findings: Findings) -> None:
    found = _LINE.search(str(error))
    why = f": {found[2]}" if found and found[2] else ""
    sentence = f"This is not a catalog of translations in the form PO{safe(why)}."
    findings(LineAndColumn(int(found[1]), 1) if found else TOP, sentence)


def _catalog_entry(read: polib.POEntry) -> CatalogEntry:
    said = read.msgstr or "\n".join(read.msgstr_plural.values())
    return CatalogEntry(
        context=read.msgctxt or "",
        english=read.msgid,
        said=said if read.translated() else "",
        line=read.linenum or 1,
    )
