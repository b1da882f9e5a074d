"""A visit in another language: asked, kept, shown and printed, with no English left in it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from pypdf import PdfReader

from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.session.run import CATALOGS
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import Command
from mmn_check.visit.flow import course_of
from tests.support.spoken import spoken
from tests.support.terminal import OWN_WORDS, SHORT_WAY, Terminal, answers_kept, data_of, run
from tests.support.walks import STARTED, new_visit

SPANISH = (
    *SHORT_WAY[:OWN_WORDS],
    "La mano derecha no se me abre.",
    "1",
    "2d 3d",
    "marzo de 2024",
    *SHORT_WAY[SHORT_WAY.index("March 2024") + 1 :],
)
"""The short way of the typical first-visit patient, typed as the Spanish screens say."""
TELLING = 3
"""Words; what is shorter may well be the same in both languages."""


@cache
def telling_pieces() -> list[str]:
    """What of the sentences of program and bank is not filled in, where Spanish has another."""
    telling = []
    for folder in (CATALOGS, shipped_bank()):
        for entry in polib.pofile(str(folder / "es.po")):
            pieces = re.split(r"\{[^{}]*\}|[\[\]]", " ".join(entry.msgid.split()))
            if entry.msgstr != entry.msgid:
                telling += [one.strip() for one in pieces if len(one.split()) >= TELLING]
    return telling


def english_left(written: str) -> list[str]:
    """Every sentence of the program or the bank that is there in English after all."""
    said = " ".join(written.split())
    return [one for one in telling_pieces() if one in said]


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the whole visit was made in Spanish."""
    home = tmp_path_factory.mktemp("visited")
    whole_visit(home, "--language", "es")
    return home


def whole_visit(home: Path, *arguments: str, columns: int = 80, **environment: str) -> str:
    """The short way to its end, the page shown and not saved; all that was written."""
    terminal = Terminal(
        home, arguments=arguments, columns=columns, environment=environment, anew=True
    )
    terminal.wait()
    terminal.type_all(*SPANISH, "1")
    terminal.see_all()
    terminal.child.send("2\r")
    assert terminal.end() == 0
    return terminal.written


@pytest.mark.parametrize(
    ("arguments", "columns", "environment"),
    [
        (("--language", "es"), 80, {}),
        (("--language", "es", "--plain"), 40, {}),
        ((), 80, {"LANGUAGE": "", "LC_ALL": "es_MX.UTF-8"}),
    ],
    ids=["asked for", "plain at 40 columns", "as the system is set"],
)
def test_a_whole_visit_has_no_english_in_it(
    tmp_path: Path, arguments: tuple[str, ...], columns: int, environment: dict[str, str]
) -> None:
    """From the first screen to the last sentence, and in what is made of the visit later."""
    written = whole_visit(tmp_path, *arguments, columns=columns, **environment)

    assert "¿Quién completa este cuestionario?" in written
    assert "Su hoja está lista." in written
    assert english_left(written.replace("In English: mmn-check --language en", "")) == []
    said = re.sub(r"\x1b\[[0-9;]*m", "", written).replace("\r", "")
    assert max(map(len, said.split("\n"))) <= columns
    (kept,) = data_of(tmp_path).glob("*.yaml")
    assert "\nlanguage: es\n" in kept.read_text(encoding="utf-8")
    for command in (("summary", "--format", "text"), ("visits",), ("forget",)):
        again = run(tmp_path, *command)
        assert english_left(again.stdout + again.stderr) == []


def test_the_answers_are_those_of_the_english_visit(tmp_path: Path) -> None:
    """What is kept is what was picked, in whatever language it was read."""
    for name, language, typed in (("es", "es", SPANISH), ("en", "en", SHORT_WAY)):
        (tmp_path / name).mkdir()
        terminal = Terminal(tmp_path / name, arguments=("--language", language))
        terminal.wait()
        terminal.type_all(*typed)
        terminal.close()
    spanish, english = answers_kept(tmp_path / "es"), answers_kept(tmp_path / "en")

    assert spanish.keys() == english.keys()
    differing = {name for name, said in spanish.items() if said != english[name]}
    assert differing == {"main_problem", "began"}
    assert spanish["began"] == {"as_typed": "marzo de 2024", "from": "2024-03", "to": "2024-03"}


def test_a_doctor_can_read_it_in_english(visited: Path) -> None:
    """The same visit, the patient's own words as they are, all else in the other language."""
    english = run(visited, "summary", "--format", "text", "--language", "en").stdout

    assert "My own answers. Not a diagnosis." in english
    assert "La mano derecha no se me abre." in english
    assert "Right hand, right wrist." in english
    assert "Began March 2024 (" in english
    assert english.count("marzo") == english.count("(“marzo de 2024”)") == 1
    assert "Mis propias respuestas" not in english


def test_the_printed_page_says_its_language(visited: Path, tmp_path: Path) -> None:
    """A screen reader speaks a PDF in the language that it names."""
    for language in ("es", "en"):
        path = tmp_path / f"{language}.pdf"
        made = run(
            visited, "summary", "--output", str(path), "--format", "pdf", "--language", language
        )
        assert made.returncode == 0, made.stderr
        assert str(PdfReader(path).root_object["/Lang"]) == language


def test_a_language_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With those that are."""
    refused = run(tmp_path, "visits", "--language", "eo")

    assert refused.returncode == 2
    said, known = refused.stderr.split(" It may be ", 1)
    assert said == 'There is no language "eo" here.'
    assert {'"en"', '"es"'} <= set(known.rstrip(".\n").replace(" or ", ", ").split(", "))


def test_the_letter_that_the_readme_names_stops_too() -> None:
    """In Spanish t does; q is no answer there either."""
    with spoken("es") as bank:
        step = course_of(bank, new_visit(bank, depth=1)).next_question()

    assert step is not None
    assert read_answer(step, "q", clock=Clock(today=STARTED.date())) == Command("stop")
