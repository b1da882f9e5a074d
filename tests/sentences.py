"""Every sentence that the program looks up, and catalogs brought in step with them.

`python -m tests.sentences es` brings the catalogs of a language up to date as
`mmn-check bank translate es` does, for the program as well, and takes out what is no longer said.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import polib

from mmn_check.authoring.translate import CatalogSentence, sentences_of, up_to_date, with_header
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank, read_glossary
from mmn_check.output.pdf import LOOKED_UP
from mmn_check.session.run import CATALOGS

PROGRAM = Path(__file__).parents[1] / "mmn_check"
LOOKING_UP = {"tr": 1, "tr_later": 1, "tr_n": 2}
"""The functions that look sentences up, and how many of their arguments are sentences."""


@cache
def of_program() -> tuple[CatalogSentence, ...]:
    """Every sentence that stands in the program, each once, by the part of it and the alphabet.

    So a catalog stays as it is when code moves within its part.
    """
    found: dict[tuple[str, str], CatalogSentence] = {}
    for file in sorted([*PROGRAM.rglob("*.py"), *PROGRAM.rglob("*.typ")]):
        part = file.relative_to(PROGRAM).parts[0].removesuffix(".py")
        for english, several in _sentences_in(file):
            found.setdefault((english, several), CatalogSentence(english, several, part))
    return tuple(sorted(found.values(), key=lambda one: (one.place, one.english, one.several)))


@cache
def of_bank() -> tuple[CatalogSentence, ...]:
    """Every text of the shipped bank."""
    folder = shipped_bank()
    return sentences_of(read_bank(folder), read_glossary(folder))


def _sentences_in(file: Path) -> Iterator[tuple[str, str]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".typ":
        yield from ((one, "") for one in LOOKED_UP.findall(text))
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = LOOKING_UP.get(node.func.id, 0)
            said = [one.value for one in node.args[:count] if isinstance(one, ast.Constant)]
            words = [one for one in said if isinstance(one, str)]
            if count and len(words) == count:
                yield words[0], words[1] if count == 2 else ""
            elif node.func.id != "tr" and count:
                raise ValueError(f"{file}:{node.lineno}: {node.func.id} of no plain sentence")


def in_step(path: Path, sentences: Sequence[CatalogSentence], *, language: str) -> polib.POFile:
    """The catalog with an entry for each sentence; what is no longer said is in the history."""
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    texts = {one.english for one in sentences}
    own = {(one.msgctxt, one.msgid) for one in old if one.msgid in texts}
    old = with_header(old, language=language, project="mmn-check")
    return up_to_date(old, sentences, contexts=own, keep_obsolete=False).catalog


def main(language: str) -> None:
    """Bring both catalogs of a language in step."""
    for folder, sentences in ((CATALOGS, of_program()), (shipped_bank(), of_bank())):
        path = folder / f"{language}.po"
        in_step(path, sentences, language=language).save(str(path))


if __name__ == "__main__":
    main(sys.argv[1])
