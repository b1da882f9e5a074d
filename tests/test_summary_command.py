"""`summary` as a person calls it, with what a person may have typed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.output.reading import in_one_line, texts
from tests.support.measured import measured
from tests.support.terminal import PROGRAM, data_of, run, surroundings

TIMES = 60_000
MOST = 200
"""The most megabytes that any visit may take."""


def keep(home: Path, problem: str) -> None:
    """Keep a visit at which this was the main problem."""
    (home / "said.yaml").write_text(
        f'answers:\n  visit_type: first\n  main_problem: "{problem}"\n', encoding="utf-8"
    )
    assert run(home, "start", "--answers", "said.yaml").returncode in (0, 3)


def test_a_book_of_an_answer_is_begun_on_paper_and_whole_as_text(tmp_path: Path) -> None:
    """A million characters: the page is made within bounds, and says what it leaves out."""
    text = "I drop my tools. " * TIMES
    keep(tmp_path, text)

    made = measured(tmp_path, "summary", "--format", "pdf")

    assert made.code == 0
    assert "too long to print" in made.complaints
    assert "mmn-check summary --format text" in made.complaints
    assert made.seconds < 2
    assert made.megabytes < MOST
    assert run(tmp_path, "summary", "--format", "text").stdout.count("tools.") >= TIMES


def test_signs_that_the_page_cannot_show_are_named(tmp_path: Path) -> None:
    """The words stay, the person is told which signs are missing, and the text has them."""
    keep(tmp_path, "My hand \U0001f590 will not open")

    made = run(tmp_path, "summary", "--format", "pdf")

    assert made.returncode == 0
    assert "cannot show these characters" in made.stderr
    assert "\U0001f590" in made.stderr
    assert "“My hand \U0001f590 will not open”" in run(tmp_path, "summary", "--output", "-").stdout


BEGINS = {
    ".pdf": b"%PDF-",
    ".txt": b"Notes for my nerve",
    ".json": b'{"resourceType"',
    ".TXT": b"Notes",
}


@pytest.mark.parametrize("ending", BEGINS)
def test_the_ending_of_the_file_decides(tmp_path: Path, ending: str) -> None:
    """Who names a file need not say the form as well."""
    keep(tmp_path, "My hand will not open.")

    made = run(tmp_path, "summary", "--output", f"page{ending}")

    assert made.returncode == 0, made.stderr
    content = (tmp_path / f"page{ending}").read_bytes()
    assert "".join(content.decode(errors="ignore").split()).startswith(
        "".join(BEGINS[ending].decode().split())
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("summary", "--format", "text", "--output", "x.pdf"), "x.pdf does not end as a file"),
        (("summary", "--format", "fhir", "--output", "x.txt"), "End it in .json."),
        (("summary", "--pages", "1", "--output", "x.json"), "--pages does not go with"),
        (("summary", "--patient", "Patient/1", "--output", "x.pdf"), "--patient does not go with"),
        (("example", "--output", "x.json"), "End x.json in .pdf or .txt."),
        (("summary", "--format", "terminal", "--output", "x.txt"), "is for the screen"),
        (("summary", "--output", "x.docx"), "It cannot be told from x.docx what to make"),
        (("paper", "--output", "x.txt"), "End it in .pdf."),
        (("compare", "--output", "x.pdf"), "End it in .txt."),
    ],
)
def test_an_ending_and_a_form_that_disagree_get_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """The code 2, and nothing is written."""
    keep(tmp_path, "My hand will not open.")

    made = run(tmp_path, *arguments)

    assert (made.returncode, made.stdout) == (2, "")
    assert words in made.stderr
    assert not list(tmp_path.glob("x.*"))


def test_no_page_is_written_over_a_visit(tmp_path: Path) -> None:
    """Not even with --force, and whatever the file is called."""
    keep(tmp_path, "My hand will not open.")
    (kept,) = data_of(tmp_path).glob("*.yaml")
    before = kept.read_bytes()
    copy = tmp_path / "page.txt"
    copy.write_bytes(before)

    for path in (kept, copy):
        made = run(tmp_path, "summary", "--format", "text", "--output", str(path), "--force")
        assert made.returncode == 1
        assert "is a visit" in made.stderr
        assert path.read_bytes() == before


def test_what_no_longer_fits_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    """It is quoted with its hidden characters spelt out, and not without end."""
    keep(tmp_path, "My hand will not open.")
    (kept,) = data_of(tmp_path).glob("*.yaml")
    gone = f'"\\e]0;owned\\a\\e[2J{"9" * 100_000}"'
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("set_aside: {}", f"set_aside: {{gone: {gone}}}"))

    said = run(tmp_path, "summary").stderr

    assert "<U+001B>]0;owned<U+0007><U+001B>[2J999" in said
    assert all(line.isprintable() and len(line) < 1200 for line in said.splitlines())


def test_a_folder_that_is_gone_gets_a_sentence(tmp_path: Path) -> None:
    """Who stands in a deleted folder is told so."""
    keep(tmp_path, "My hand will not open.")
    program = f"{PROGRAM[0]} -m mmn_check summary --format pdf"

    made = subprocess.run(
        ["bash", "-c", f"mkdir gone && cd gone && rmdir ../gone && {program}"],
        cwd=tmp_path,
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode == 1
    assert made.stderr.startswith("The folder you are in is gone.")


def test_page_1_alone_is_one_page_and_one_text(tmp_path: Path) -> None:
    """`--pages 1`, in every form that has pages; there are no others to ask for."""
    keep(tmp_path, "My hand is weak.")

    assert run(tmp_path, "summary", "--pages", "1", "--output", "one.pdf").returncode == 0
    assert run(tmp_path, "summary", "--output", "all.pdf").returncode == 0
    text = run(tmp_path, "summary", "--pages", "1", "--format", "text").stdout

    one, several = (texts((tmp_path / name).read_bytes()) for name in ("one.pdf", "all.pdf"))
    assert len(one) == 1
    assert len(several) > 1
    assert "“My hand is weak.”" in text
    assert "ALL ANSWERS" not in text
    assert run(tmp_path, "summary", "--pages", "2").returncode == 2


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_invented_person_shows_what_comes_of_it(tmp_path: Path, language: str) -> None:
    """Before there is any visit, in each language, on the screen and as a page; nothing is kept."""
    shown = run(tmp_path, "example", "--language", language)
    made = run(tmp_path, "example", "--language", language, "--output", "example.pdf")

    assert shown.returncode == made.returncode == 0
    assert shown.stdout.startswith({"en": "EXAMPLE, ", "es": "EJEMPLO, "}[language])
    (page,) = texts((tmp_path / "example.pdf").read_bytes())
    left_out = {"en": "On other pages:", "es": "En otras páginas:"}[language]
    assert left_out not in in_one_line(page)
    assert not data_of(tmp_path).exists()
