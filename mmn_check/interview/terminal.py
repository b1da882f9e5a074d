"""One question on the terminal: shows it, reads what was typed.

Append-only: nothing is redrawn or erased, so that what was asked and answered stays in
order for eyes, screen readers and speech alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mmn_check.bank.model import Many, One, YesNo
from mmn_check.bank.model import Text as FreeText
from mmn_check.i18n import tr, tr_later, tr_n
from mmn_check.interview.keyboard import TerminalKeyboard
from mmn_check.interview.menus import asks_for, stopped
from mmn_check.interview.question_screen import QuestionScreen, how_to_answer, keys_at
from mmn_check.text_safety import Typed, to_show
from mmn_check.understanding.choices import ONE_FIGURE, read_many
from mmn_check.understanding.parsed_answer import ParsedAnswer
from mmn_check.understanding.utterance import key, says
from mmn_check.visit.flow import Progress
from mmn_check.visit.steps import Step, picked_by
from mmn_check.visit.values import NOT_SURE_IN_WORDS

EXAMPLE = re.compile(r"(?<=\d) (?=\d)|(?<=\d[rlb]) (?=\d)")
"""Where a line would break an example of what to type in two: 2 5, or 2r 3b."""
GLUE = "\ue000"
"""Stands there, and between a key and what it does, while the lines are broken."""
INDENT = 5
"""Columns before the words of a choice."""
LOWEST = 10
"""In a lower window than this nothing is gained by parting a list."""


LOOKS = {"bold": "\x1b[1m", "dim": "\x1b[2m"}
AS_BEFORE = "\x1b[0m"


class PrintedLines:
    """Writes to a console; what comes from a bank or a person is never markup.

    To have Rich find out how to draw a line would take longest of all, so it is written as it is.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self.has_looks = bool(console.color_system) and not console.legacy_windows
        self.count = 0
        """How many lines were written since this was set to 0."""

    @property
    def width(self) -> int:
        """How many columns the window has."""
        return self._console.width

    @property
    def room(self) -> int:
        """How many lines the window shows besides those counted."""
        return max(self._console.height, LOWEST) - self.count

    def gap(self) -> None:
        """Leave a line empty."""
        self._line("")

    def text(self, text: str, *, indent: int = 0, style: str = "", label: str = "") -> None:
        """Write wrapped text, if any."""
        if not text:
            return
        width = max(self.width - indent, 8)
        words = EXAMPLE.sub(GLUE, to_show(text))
        fits = "\n" not in words and cell_len(words) <= width
        lines = [words] if fits else [one.plain for one in Text(words).wrap(self._console, width)]
        look = LOOKS.get(style, "") if self.has_looks else ""
        for number, line in enumerate(lines):
            lead = label if label and number == 0 else " " * indent
            shown = line.replace(GLUE, " ").rstrip()
            self._line(f"{lead}{look}{shown}{AS_BEFORE}" if look and shown else f"{lead}{shown}")

    def _line(self, line: str) -> None:
        self._console.file.write(f"{line}\n")
        self.count += 1

    def lines_of(self, text: str, *, indent: int = INDENT) -> int:
        """How many lines a choice, or another text, takes, near enough."""
        return 1 + cell_len(text) // max(self.width - indent, 8)

    def labelled(self, label: str, text: str, *, style: str = "") -> None:
        """Write what is picked by a figure or a letter, and that before it."""
        self.text(text, indent=INDENT, label=f"{label:>3}  ", style=style)


BELOW = 3
"""So many lines stand below a list: the keys and the place to type."""
BY_KEY = tr_later("Press its number or letter. If nothing happens, press Enter too.")
BY_LINE = tr_later("Here, press Enter at the end.")


class TerminalPrompter:
    """Shows questions on a console and reads answers from a keyboard."""

    def __init__(self, console: Console, *, keyboard: TerminalKeyboard, language: str) -> None:
        self.language = language
        self._console = console
        self._lines = PrintedLines(console)
        self.keyboard = keyboard
        self._section = ""
        self._asked: Step | None = None
        self._explained: set[str] = set()
        self._minutes = 0
        self.hints = True
        """Whether the line of keys and the way to answer are shown with each question."""
        self.one_key = False
        """Whether a choice is taken on one key press."""
        self.heard: Callable[[str], object] = lambda _: None

    def ask(self, screen: QuestionScreen, *, minutes: int) -> str:
        """Show one step and read what was typed."""
        self._lines.count = 0
        in_full = self._question(screen, minutes=minutes)
        rest = self._choices(screen, list(offers(screen)), in_full=in_full)
        while rest:
            if _denies_early(screen.step):
                self._lines.labelled("0", screen.step.choices[-1].label)
            self._lines.text(screen.last, style="bold")
            self._lines.text(_for_more(screen.step))
            typed = self._line()
            if typed and not _denies_unseen(screen.step, typed):
                return typed
            if typed:
                self.say(tr("Please look at the rest of the list first."))
            self._lines.count = 0
            self._lines.gap()
            self._lines.text(screen.ask, style="bold")
            rest = self._choices(screen, rest, in_full=in_full)
        return self._answer()

    def again(self, sentence: str) -> str:
        """Say why the question stands and read an answer to it once more."""
        self._lines.text(sentence, indent=2)
        return self._answer()

    def line(self, sentence: str) -> str:
        """Say what may be typed and read it."""
        self._lines.text(sentence, indent=2)
        return self._line()

    def choose(self, sentence: str, options: Sequence[str]) -> str:
        """Put a choice of the program's own, numbered from 1, and read what was typed."""
        self._lines.gap()
        self._lines.text(sentence, style="bold")
        self._lines.gap()
        for number, label in enumerate(options, start=1):
            self._lines.labelled(str(number), label)
        return self._press() if self.one_key and len(options) <= ONE_FIGURE else self._line()

    def say(self, text: str) -> None:
        """Read back what was understood, or tell what happened."""
        self._lines.text(text, indent=2)

    def show(self, text: str) -> None:
        """Show a fixed text, each of its lines on its own."""
        self._lines.gap()
        for line in text.splitlines():
            self._lines.text(line or " ")

    def pick_from(self, lines: Sequence[str], sentence: str) -> str:
        """List lines, as many at once as the window holds, and read what is typed below."""
        more = f"{sentence} {tr('Press Enter for more of the list.')}"
        below = self._lines.lines_of(more, indent=2) + 1
        return self._in_parts(lines, lambda: self.line(more), below) or self.line(sentence)

    def read_out(self, text: str) -> None:
        """Show a text as much at once as the window holds; each part stays until Enter.

        Raises:
            StoppedError: if the person stops here.
        """
        self._in_parts(text.splitlines(), self._stay, BELOW)
        self._stay()

    def _in_parts(self, lines: Sequence[str], wait: Callable[[], str], below: int) -> str:
        """Show lines that fit the window, wait, and so on; what was typed instead of Enter."""
        self._lines.gap()
        self._lines.count = 0
        for line in lines:
            tall = self._lines.lines_of(line, indent=0) + below
            if self._lines.count and tall > self._lines.room:
                if typed := wait():
                    return typed
                self._lines.count = 0
            self._lines.text(line or " ")
        return ""

    def _stay(self) -> str:
        """Let what was shown stay until Enter; nothing else is taken there."""
        while typed := self.line(tr("Press Enter to go on.")):
            if asks_for(typed, self.language) == "stop":
                raise stopped()
            if says(typed, self.language, "onward", "yes"):
                break
        return ""

    def _answer(self) -> str:
        """What was typed to the question that stands."""
        if self._asked and self.one_key and is_one_press(self._asked):
            return self._press(letters=lone_letters(self._asked))
        return self._line(long=self._asked is not None and isinstance(self._asked.item, FreeText))

    def _kept(self, typed: Typed) -> str:
        """The text of what was typed; what had to be left out is said."""
        while typed.unreadable:
            self._lines.text(tr("Some of that could not be read as letters. Please type it again."))
            typed = self.keyboard.read_line()
        if typed.left_out:
            self.say(tr("What cannot be printed was left out. A tab became a space."))
        self.heard(typed.text)
        return typed.text

    def _line(self, *, long: bool = False) -> str:
        return self._kept(self.keyboard.read_line(long=long))

    def _press(self, *, letters: str = "") -> str:
        return self._kept(self.keyboard.read_key(letters=letters))

    def _question(self, screen: QuestionScreen, *, minutes: int) -> bool:
        """All above the choices, in full where a section begins or the step is shown again.

        What was said there already is said in short at the questions that follow, and where a
        long list is asked again.
        """
        step = screen.step
        last = self._asked
        goes_on = last is not None and last.question.id == step.question.id
        begins = screen.step.section.title != self._section
        in_full = begins or (last is not None and last.key == step.key and not screen.last)
        if begins:
            self._explained &= {BY_KEY, BY_LINE}
        self._heading(screen, minutes=minutes, in_full=in_full)
        self._section, self._asked = screen.step.section.title, step
        lead = None if goes_on and step.thing != "1" else screen.lead
        for words in (lead, screen.thing, screen.ask):
            self._lines.text(words or "", style="bold")
        for line in screen.note.splitlines():
            self._lines.text(line.strip(), indent=2 if step.offered else 0)
        self._how_to(step, in_full=in_full or step.item.kind not in self._explained)
        self._explained.add(step.item.kind)
        return in_full

    def _heading(self, screen: QuestionScreen, *, minutes: int, in_full: bool) -> None:
        """The section and how far along; only what is new, where it goes on."""
        section = screen.step.section.title if in_full else ""
        is_new = in_full or minutes != self._minutes
        progress = how_far(screen.course.progress(screen.step), minutes=minutes if is_new else 0)
        self._minutes = minutes
        room = self._lines.width - cell_len(section) - cell_len(progress)
        both = f"{section}, {progress}" if section else progress.capitalize()
        if self._lines.has_looks and room >= 2:
            both = f"{section}{' ' * room}{progress}"
        self._lines.gap()
        self._lines.text(both, style="dim")
        if in_full or room < 0:
            self._lines.gap()

    def _how_to(self, step: Step, *, in_full: bool) -> None:
        """How to answer; without hints, only what cannot be known otherwise."""
        told = [how_to_answer(step, in_full=in_full and self.hints)]
        how = BY_KEY if is_one_press(step) else BY_LINE
        tells_already = isinstance(step.item, FreeText)
        if self.one_key and self.hints and not tells_already and how not in self._explained:
            told.append(tr(how))
            self._explained.add(how)
        self._lines.text(" ".join(told).strip(), style="dim")

    def _choices(
        self, screen: QuestionScreen, listed: list[Offered], *, in_full: bool
    ) -> list[Offered]:
        """List what is on offer, as much of it as the window shows; what is left of it.

        All that stands below the list follows where nothing is left.
        """
        if listed or screen.no_more:
            self._lines.gap()
        if screen.no_more:
            self._lines.labelled("0", screen.no_more)
        below = BELOW + (BELOW if screen.last else 0)
        below += self._lines.lines_of(_kept_now(screen)) if screen.kept else 0
        tall = sum(map(self._height_of, listed)) + below > self._lines.room
        below += _denies_early(screen.step)
        group = listed[0].group if listed and listed[0].number > 1 else None
        for at, one in enumerate(listed):
            if tall and at and self._height_of(one) > self._lines.room - below:
                return listed[at:]
            if one.group != group and one.group:
                self._lines.text(f"{one.group}:", indent=2)
            group = one.group
            self._lines.labelled(screen.step.figure_of(one.number), one.label)
        self._keys(screen, in_full=in_full)
        self._lines.text(_kept_now(screen))
        self._lines.text(screen.last, style="bold")
        return []

    def _height_of(self, one: Offered) -> int:
        return self._lines.lines_of(one.label) + bool(one.group)

    def _keys(self, screen: QuestionScreen, *, in_full: bool) -> None:
        """The keys beside the choices, each with its word; in short, the one that tells them."""
        if not self.hints:
            return
        keys = keys_at(screen.step) if in_full else {key("help", self.language): tr("help")}
        keys |= {key("ideas", self.language): tr("ideas")} if screen.ideas else {}
        words = [f"{one} {word}" for one, word in keys.items()]
        letter = ""
        if not screen.step.names_row:
            letter = key("not_sure", self.language)
            words = [tr(NOT_SURE_IN_WORDS), *[""] * in_full, *words]
        most = self._lines.width - INDENT
        whole = [one.replace(" ", GLUE) if cell_len(one) <= most else one for one in words]
        self._lines.labelled(letter, (" " * 3).join(whole), style="dim")


def _kept_now(screen: QuestionScreen) -> str:
    """The answer that stands; said last, as no long list takes it off the screen there."""
    if not screen.kept:
        return ""
    return tr("Your answer now: {answer} Press Enter to keep it.", answer=screen.kept)


def _denies_early(step: Step) -> bool:
    """Whether "none" stands below each part of a list; of urgent signs all are to be read first."""
    return step.none_by_zero and not step.question.urgent_if


def _for_more(step: Step) -> str:
    """How to see the rest of a list; none of all signs is said once all were seen."""
    if step.question.urgent_if:
        return tr("Press Enter for the rest of the list.")
    return tr("Press Enter for more of the list, or type your answer now.")


def _denies_unseen(step: Step, typed: str) -> bool:
    """Whether somebody says "none" to a list of urgent signs before all of it was shown."""
    if not step.question.urgent_if or not isinstance(step.item, Many):
        return False
    read = read_many(step, typed)
    given = read.answer if isinstance(read, ParsedAnswer) else None
    return given is not None and given.given and not picked_by(step, given)


def how_far(progress: Progress, *, minutes: int) -> str:
    """How far along, and how long the rest may take, if that is to be told (not 0)."""
    far = tr(
        "question {position} of about {total}", position=progress.position, total=progress.total
    )
    left = tr_n("about {count} minute left", "about {count} minutes left", minutes)
    return f"{far}, {left}" if minutes else far


class Offered(NamedTuple):
    """One thing to pick."""

    number: int
    label: str
    group: str | None = None
    """The heading it stands under."""


def offers(screen: QuestionScreen) -> Iterator[Offered]:
    """What there is to pick from, in order."""
    step = screen.step
    if isinstance(step.item, YesNo):
        yield from (Offered(1, tr("Yes")), Offered(2, tr("No")))
        return
    ordinary = [choice for choice in step.choices if not choice.exclusive]
    groups = {choice.group for choice in ordinary} if isinstance(step.item, Many) else set()
    grouped = len(groups) > 1 and None not in groups
    for number, choice in enumerate(step.choices, start=1):
        group = choice.group if grouped and not choice.exclusive else None
        heading = screen.bank.groups.get(group, group.capitalize()) if group else None
        yield Offered(number, choice.label, heading)


def is_one_press(step: Step) -> bool:
    """Whether one figure says it all."""
    few = len(step.choices) <= ONE_FIGURE
    return isinstance(step.item, YesNo | One) and few and not step.may_end


def lone_letters(step: Step) -> str:
    """The keys of a step that need no Enter: no answer to it begins with their letter."""
    names: tuple[str, ...] = ("not_sure", "back", "help")
    names = names if step.item.required else (*names, "skip")
    said = (one for choice in step.choices for one in (choice.label, *choice.synonyms))
    begins = {one[:1].casefold() for one in said}
    return "".join(one for name in names if (one := key(name, step.language)) not in begins)
