"""The pictures of the README, drawn by the program: `python -m tests.pictures` draws them anew."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
from PIL import Image
from rich.console import Console

from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.cli.patient_commands import EXAMPLE_DAY
from mmn_check.interview.keyboard import TerminalKeyboard
from mmn_check.interview.question_screen import QuestionScreen, said_in_words
from mmn_check.interview.terminal import TerminalPrompter
from mmn_check.output.pdf import render_page
from mmn_check.storage.answers_file import read_answers
from mmn_check.summary.summarize import summarize
from mmn_check.text_safety import Typed
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import answered
from tests.support.walks import new_visit

TOP = Path(__file__).parents[1]
README = TOP / "README.md"
PAGE = TOP / ".pictures" / "page-1.png"
BLOCK = re.compile(r"(?<=<!-- wizard -->\n).*?(?=<!-- end -->)", re.DOTALL)


class Typist(TerminalKeyboard):
    """A keyboard on which one line is typed, and shown as a terminal would show it."""

    def __init__(self, console: Console, line: str) -> None:
        self._console = console
        self._typed = line

    def read_line(self, *, long: bool = False) -> Typed:
        del long
        self._console.print(f"> {self._typed}")
        return Typed(text=self._typed)

    def read_key(self, *, letters: str = "") -> Typed:
        del letters
        return self.read_line()


def wizard_picture() -> str:
    """One question as the wizard asks it, and the answer read back."""
    bank = read_bank(shipped_bank())
    visit = new_visit(bank, depth=2)
    course = course_of(bank, visit)
    step = course.step_at(("course",))
    assert step is not None
    console = Console(file=io.StringIO(), width=80, color_system=None, force_terminal=True)
    prompter = TerminalPrompter(console, keyboard=Typist(console, "worse in steps"), language="en")
    prompter.ask(QuestionScreen(bank, course, step), minutes=9)
    prompter.say(said_in_words(step, answered("steps")))
    assert isinstance(console.file, io.StringIO)
    return f"```text\n{console.file.getvalue().strip()}\n```\n"


def page_picture() -> Image.Image:
    """Page 1 of `mmn-check example`, as a printer would show it."""
    bank = read_bank(shipped_bank())
    visit = read_answers(shipped_bank() / "example.yaml", bank, EXAMPLE_DAY)
    made = summarize(bank, visit, today=EXAMPLE_DAY.date())
    page = render_page(made, paper="a4", first_page=True)
    first = pypdfium2.PdfDocument(page.pdf)[0]
    picture: Image.Image = first.render(scale=1.6, grayscale=True).to_pil()
    return picture


def draw() -> None:
    """Put both pictures where the README shows them."""
    README.write_text(BLOCK.sub(lambda _: wizard_picture(), README.read_text()))
    PAGE.parent.mkdir(exist_ok=True)
    page_picture().save(PAGE, optimize=True)


if __name__ == "__main__":
    draw()
