from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from tests.support.terminal import TOP, run


def test_a_form_is_told_with_its_pages_and_the_way_to_a_shorter_one(tmp_path: Path) -> None:
    """Nobody sends dozens of pages to the printer unwarned; the short form is no longer."""
    usual, short = run(tmp_path, "paper").stderr, run(tmp_path, "paper", "--depth", "1").stderr
    pages = [
        len(PdfReader(tmp_path / name).pages)
        for name in ("questions-to-fill-in.pdf", "questions-to-fill-in-2.pdf")
    ]

    assert pages[1] < pages[0]
    assert usual.splitlines() == [
        f"Saved as {tmp_path}/questions-to-fill-in.pdf",
        f"It has {pages[0]} pages. A shorter form: mmn-check paper --depth 1",
    ]
    assert short.splitlines()[1:] == [f"It has {pages[1]} pages."]


def test_a_form_of_one_page_is_told_as_one(tmp_path: Path) -> None:
    """One page, not "1 pages"."""
    bank = str(TOP / "tests/support/banks/good/headache")

    told = run(tmp_path, "paper", "--depth", "1", "--bank", bank).stderr.splitlines()

    pages = len(PdfReader(tmp_path / "questions-to-fill-in.pdf").pages)
    assert told[1] == ("It has 1 page." if pages == 1 else f"It has {pages} pages.")
