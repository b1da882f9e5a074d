"""Every sentence that the program looks up, and catalogs brought in step with them.

`python -m tests.sentences es` puts what is new into the catalogs of a language, still to be
translated, and takes out what is no longer said; for the program and for the shipped bank.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib

from mmn_check.bank.load import shipped_bank
from mmn_check.bank.texts import all_texts
from mmn_check.bank_check.checked_bank import read_bank, read_glossary
from mmn_check.session.languages import CATALOGS

PROGRAM = Path(__file__).parents[1] / "mmn_check"
LOOKED_UP = {"tr": 1, "tr_later": 1, "tr_n": 2}
"""The functions that look sentences up, and how many of their arguments are sentences."""
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Sentence(NamedTuple):
    """One sentence, with its plural if it depends on a count, and where it is said."""

    english: str
    several: str
    place: str


def of_program() -> tuple[Sentence, ...]:
    """Every sentence that stands in the program, each once, in the order of the files."""
    found: dict[tuple[str, str], Sentence] = {}
    for file in sorted(PROGRAM.rglob("*.py")):
        place = file.relative_to(PROGRAM).as_posix()
        for english, several in _looked_up(ast.parse(file.read_text(encoding="utf-8")), place):
            found.setdefault((english, several), Sentence(english, several, place))
    return tuple(found.values())


def of_bank() -> tuple[Sentence, ...]:
    """Every text of the shipped bank, in the order asked, and what it belongs to."""
    folder = shipped_bank()
    found: dict[str, Sentence] = {}
    for said in all_texts(read_bank(folder, diary=True), read_glossary(folder)):
        whose = f"{said.owner[1]} " if said.owner else ""
        place = f"{whose}{'.'.join(said.keys)}"
        found.setdefault(said.text, Sentence(said.text, "", place))
    return tuple(found.values())


def _looked_up(tree: ast.Module, place: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = LOOKED_UP.get(node.func.id, 0)
            said = [one.value for one in node.args[:count] if isinstance(one, ast.Constant)]
            words = [one for one in said if isinstance(one, str)]
            if count and len(words) == count:
                yield words[0], words[1] if count == 2 else ""
            elif node.func.id != "tr" and count:
                raise ValueError(f"{place}:{node.lineno}: {node.func.id} of no plain sentence")


def in_step(path: Path, sentences: Iterable[Sentence], *, language: str) -> polib.POFile:
    """The catalog with an entry for each sentence, those of a context of their own kept."""
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(one.msgctxt or "", one.msgid, one.msgid_plural): one for one in old}
    new = polib.POFile(wrapwidth=98)
    new.header, new.metadata = old.header, {"Language": language, **HEADER, **old.metadata}
    wanted = list(sentences)
    for english, several, place in wanted:
        kept = known.get(("", english, several))
        plural = kept.msgstr_plural if kept else {0: "", 1: ""}
        new.append(
            polib.POEntry(
                msgid=english,
                msgid_plural=several,
                msgstr=kept.msgstr if kept else "",
                msgstr_plural=plural if several else {},
                comment=place,
            )
        )
    texts = {one.english for one in wanted}
    new.extend(one for one in old if one.msgctxt and one.msgid in texts)
    return new


def main(language: str) -> None:
    """Bring both catalogs of a language in step."""
    for folder, sentences in ((CATALOGS, of_program()), (shipped_bank(), of_bank())):
        path = folder / f"{language}.po"
        in_step(path, sentences, language=language).save(str(path))


if __name__ == "__main__":
    main(sys.argv[1])
