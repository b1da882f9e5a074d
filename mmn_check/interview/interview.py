"""One interview: each step asked until its answer is sure, and kept before the next one shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar, assert_never

from mmn_check.bank.model import Bank, Date, Depth, Many, Places, Rows, Term, Text
from mmn_check.i18n import tr
from mmn_check.interview import menus, question_screen
from mmn_check.interview.concerns import ConcernListener, concerns_in
from mmn_check.interview.os_signals import put_off
from mmn_check.interview.terminal import TerminalPrompter
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.did_you_mean import amended
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    for_the_voice,
)
from mmn_check.understanding.say_back import in_words
from mmn_check.understanding.utterance import says
from mmn_check.visit import urgent
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.last_time import NOTHING, LastTime, to_offer_anew
from mmn_check.visit.pace import Pace, looks_spoken
from mmn_check.visit.steps import CHANGE, SAME, Step, record, with_own_question
from mmn_check.visit.values import NO_MORE, NOT_SURE, SKIPPED, Answer, Words, answered
from mmn_check.visit.visit import Key, Visit

WORD = re.compile(r"[^\W\d_]{2}")
"""A word, not a figure or a letter that is no key."""
CALL_NOW = "call_now"
"""The short text that stands below a list of signs asked again; a bank may do without."""


YES_AND_NO = 2
"""The options of "Did you mean": with more, their numbers may be taken for those of the list."""
MORE = -1
"""The row that is not there yet, where one may be added."""


Found = TypeVar("Found")


def _once(make: Callable[..., Found]) -> Callable[..., Found]:
    """The function, working out but once what comes of the same twice in a row.

    What is given is compared, as a visit cannot be hashed.
    """
    last: list[tuple[tuple[object, ...], Found]] = []

    def made(*given: object) -> Found:
        if not last or last[0][0] != given:
            last[:] = [(given, make(*given))]
        return last[0][1]

    return made


class Interview:
    """One person's way through one bank, every answer safe before the next question."""

    def __init__(  # noqa: PLR0913 - all that an interview is given
        self,
        bank: Bank,
        visit: Visit,
        prompter: TerminalPrompter,
        *,
        save: Callable[[Visit, Course], object],
        now: Callable[[], datetime],
        glossary: Callable[[], Sequence[Term]],
        last_time: Callable[[], LastTime] = lambda: NOTHING,
    ) -> None:
        """`save` makes a visit safe, given the way through it: it is on the disk when that returns.

        `last_time` looks up what an earlier visit has to offer.
        """
        self.visit = visit
        self.course = course_of(bank, visit)
        self.bank = bank
        self.prompter = prompter
        self._save, self._now = save, now
        self._glossary, self._earlier = glossary, last_time
        self._concerns = ConcernListener.of(prompter, bank)
        self._read_once = _once(_read_anew)
        self._course_once = _once(
            lambda visit, last, day: course_of(bank, visit, last, resumed=day)
        )
        self._asking: Step | None = None
        self._shown = now()
        self._last_time: LastTime | None = None
        self._from_list = False
        self._resumed: date | None = None
        self._help_shown = False
        self._worried_at: Key = ()
        self.pace = visit.pace
        self._is_new = visit.pace == Pace()

    def run(self) -> None:
        """Ask until all that is open at the visit's depth is answered.

        Raises:
            StoppedError: if the person stops before that; all answers are kept.
        """
        self.offer_to_ask()
        while True:
            if self._last_time is None and self.visit.answers:
                self.look_back()
            if not (step := self.course.next_question()):
                return
            self.ask(step)

    def look_back(self) -> None:
        """Open an earlier visit: what it has to offer, and how fast the person was then."""
        self._look_back(self._earlier())
        if self._is_new:
            self.pace = self.pace.following(self.course.last_time.pace)

    def _look_back(self, last_time: LastTime) -> None:
        self._last_time = last_time
        self.course = self._course(self.visit)

    def _course(self, visit: Visit) -> Course:
        return self._course_once(visit, self._last_time or NOTHING, self._resumed)

    def course_at(self, depth: Depth) -> Course:
        """The way that a longer or shorter visit would take, with what was answered."""
        return self._course(replace(self.visit, depth=depth))

    def think_ahead(self, typed: str) -> None:
        """While it is waited, work out what the answer takes, and what was typed comes to."""
        concerns_in(self.bank, typed or "Ready?")  # what finds their phrases is made once
        if step := self._asking or self.course.next_question():
            read = self._read(step, typed or "1")
            if typed and isinstance(read, ParsedAnswer):
                self._course(record(self.visit, step, read.answer))

    def resume(self) -> None:
        """Come back to a visit: what is too old to stand is asked again."""
        self._resumed = self._now().date()
        self.course = self._course(self.visit)

    def ask(self, step: Step) -> None:
        """Ask one step, or those the person goes back to from it, until an answer is kept."""
        at: Step | None = step
        while at:
            at = self._ask_once(at)
        self._concerns.at_question = False

    def ask_from_list(self, step: Step) -> None:
        """Ask a step that was picked from a list, then what its answer opens; back ends it."""
        before = {one.key for one in self.course.steps}
        at: Step | None = step
        self._from_list = True
        while self._from_list and at:
            self.ask(at)
            at = next((one for one in self.course.unanswered() if one.key not in before), None)
        self._from_list = False

    def keep(self, visit: Visit) -> None:
        """Take a changed visit and make it safe; where a new sign calls, the card is due again."""
        course = self._course(visit)
        now = self._now()
        visit = replace(visit, pace=self.pace)
        visit = urgent.with_calls(self.bank, visit, before=self.course, now=course, when=now)
        with put_off():  # what was answered is kept, however impatient the person
            self._save(visit, course)
        self.visit, self.course = visit, course

    def _ask_once(self, step: Step) -> Step | None:
        """Ask a step; the step to ask instead, or None when an answer is kept.

        What is typed may be, in this order: what keeps an answer as it is, words of distress, a
        worry, a part of an offer that is to be changed, an answer or a command, and what cannot be
        read.
        """
        screen = self._screen_of(step)
        typed = self.prompter.ask(screen, minutes=0 if self._from_list else self.pace.told)
        while typed or not screen.kept:
            if screen.kept and says(typed, step.language, "keep"):
                break
            read = self._read(step, typed)
            if heeded := self._heed_concern(step, read):
                return heeded
            if self._names_a_part(step, typed, read):
                return self._change_some(step)
            reading = self._meant(step, read)
            match reading:
                case ParsedAnswer(answer):
                    spoken = not isinstance(step.item, Text) and looks_spoken(typed)
                    return self._answer(step, answer, spoken=spoken)
                case Command("help"):
                    self._help(step)
                    typed = self.prompter.again("")
                case Command("ideas"):
                    typed = menus.idea_picked(self.prompter, screen)
                case Command(name):
                    return self._obey(name, step)
                case Rejected() if step.question.help_now and typed.strip():
                    return self._help_now(step)
                case Rejected(sentence):
                    said = for_the_voice(step, sentence) if self.pace.by_voice else sentence
                    typed = self.prompter.again(said)
                case _:
                    assert_never(reading)
        self.prompter.say(tr("Kept as it was."))
        if step.key in self.course.stale:
            self.keep(self._dated(self.visit, step))
        return None

    def _read(self, step: Step, typed: str) -> Reading:
        """What was typed as an answer, or as more or less of the one that is shown."""
        return self._read_once(step, typed, self.course.answers.get(step.key), self._clock())

    def _heed_concern(self, step: Step, read: Reading) -> Step | None:
        """The step to ask again after words of distress, a worry or a call for help, if any."""
        if self._concerns.is_distress and not self._is_for_own_words(step):
            return step
        if self._is_worry(step, read):
            self._worried_at = step.key
            self.offer_to_ask()
            return step
        return self._help_now(step) if self._calls_for_help(step, read) else None

    def _screen_of(self, step: Step) -> question_screen.QuestionScreen:
        """A step as it is asked now; from here on the time it takes counts."""
        screen = question_screen.QuestionScreen(self.bank, self.course, step)
        if self._help_shown and (call := self._text(CALL_NOW)):
            screen = replace(screen, last=call)
        self._help_shown = False
        self._shown, self._asking = self._now(), step
        self._concerns.at_question, self._concerns.helped = True, self.course.helped
        items = [one.item for one in self.course.still_to_ask(step)]
        self.pace = self.pace.telling(items, more=self.course.still_expected(step))
        return screen

    def _is_for_own_words(self, step: Step) -> bool:
        """Whether words of distress may be the answer: to a list they are none, and no wrong one.

        In a table they are asked for once more, and taken then: a drug may have caused them.
        """
        return isinstance(step.item, Text) and not (self._is_cell(step) and self._concerns.is_first)

    def _is_cell(self, step: Step) -> bool:
        """Whether words are asked for in a table, but for the person's own questions."""
        table = isinstance(step.question, Rows) and step.question is not self.bank.own_questions
        return table and isinstance(step.item, Text)

    def _is_worry(self, step: Step, read: Reading) -> bool:
        """Whether a worried question was typed instead of an answer.

        As the words of a date it would be kept; at a list of signs to get help comes first. In a
        table it is taken once it is said again.
        """
        if not self._concerns.has_worry:
            return False
        if self._is_cell(step) and step.key != self._worried_at:
            return True
        no_answer = isinstance(read, Rejected | NeedsConfirmation) and not step.question.help_now
        return no_answer or isinstance(step.item, Date)

    def _names_a_part(self, step: Step, typed: str, read: Reading) -> bool:
        """Whether somebody says in words what of an offer is to be changed: "the dose changed"."""
        several = len(question_screen.recalled(step.offered)) > 1 and not step.settles
        if not several or self._concerns.has_worry:
            return False
        match read:
            case Rejected():
                return bool(WORD.search(typed))
            case NeedsConfirmation(options=options):
                return any(one.reading == ParsedAnswer(answered(CHANGE)) for one in options)
            case _:
                return False

    def _dated(self, visit: Visit, step: Step) -> Visit:
        return urgent.with_day_asked(self.bank, visit, step.question.id, self._now())

    def _help_now(self, step: Step) -> Step:
        """Show the text on getting help; then the list of signs is asked again."""
        name = step.question.help_now or self._concerns.unanswered
        self.prompter.read_out(self._text(name))
        self._help_shown = True
        return self.course.step_at((step.question.id,)) or step

    def _calls_for_help(self, step: Step, read: Reading) -> bool:
        """Whether words of an emergency answer no question; at a list of signs a fear does not."""
        if step.question.help_now:
            fear = self._concerns.has_worry and not self._concerns.unanswered
            return fear and isinstance(read, NeedsConfirmation)
        guess = isinstance(read, NeedsConfirmation) and not isinstance(step.item, Many | Places)
        return bool(self._concerns.unanswered) and (guess or isinstance(read, Rejected))

    def offer_to_ask(self) -> bool:
        """Offer to put what a worried person typed among the questions for the doctor.

        Returns:
            Whether there was anything of the kind, or a fixed text answered what was typed.
        """
        typed = self._concerns.take_worry()
        visit = with_own_question(self.bank, self.visit, typed) if typed else None
        options = (tr("Yes, put it among the questions for the doctor"), tr("No, only go on"))
        sentence = tr("“{text}” Do you want to ask the doctor that?", text=typed)
        if visit and menus.choose(self.prompter, sentence, options) == 0:
            self._keep_besides(visit, said=tr("It is among the questions for the doctor."))
        return bool(typed) or self._concerns.is_answered

    def _meant(self, step: Step, reading: Reading) -> ParsedAnswer | Rejected | Command:
        """What was meant, once the person has said which of two things it was."""
        self._concerns.at_question = False
        while isinstance(reading, NeedsConfirmation):
            reading = self._option(step, reading)
        return reading

    def _option(self, step: Step, sure: NeedsConfirmation) -> Reading:
        """What the option comes to that the person takes, or what is typed instead of one."""
        labels = [option.label for option in sure.options]
        sentence = sure.sentence
        while True:
            typed = self.prompter.choose(sentence, labels)
            taken = read_option(step, sure, typed, clock=self._clock())
            if any(taken == option.reading for option in sure.options):
                # The list has other numbers than these options: it is shown again.
                again = isinstance(taken, Rejected) and len(sure.options) > YES_AND_NO
                return Command("repeat") if again else taken
            match taken:
                case Rejected(sentence):
                    continue
                case Command("help"):
                    self._help(step)
                case Command("repeat") if menus.asks_for(typed, step.language) == "repeat":
                    pass
                case _:
                    return taken
            sentence = sure.sentence

    def _help(self, step: Step) -> None:
        if step.question.help_now:
            self.prompter.read_out(self._text(step.question.help_now))
        self.prompter.show(question_screen.help_text(self.bank, step, self._glossary()))

    def _answer(self, step: Step, answer: Answer, *, spoken: bool = False) -> Step | None:
        """Keep an answer and say it back; the step to ask instead of the next one, if any.

        In this order: the answer that was a slip, where this settles which; what a slip at the
        stop card asks again, for help comes before all that may wait; the list of signs, where
        that is left not sure; the list whose rest the person doubts.
        """
        more_said = answer.value == SAME and answer.note  # "Yes, but the dose is 90 g now."
        if step.offered and (answer.value == CHANGE or more_said):
            return self._change_some(step)
        before = self.course
        took = self._now() - self._shown
        length = len(answer.value.text) if isinstance(answer.value, Words) else 0
        self.pace = self.pace.after(took, step.item, length=length, spoken=spoken)
        visit = anew = record(self.visit, step, answer)
        if before.answers.get(step.key) != answer:
            anew = to_offer_anew(self.bank, visit, step.question.id, before.last_time)
        self.keep(self._dated(anew, step))
        self.prompter.say(question_screen.said_in_words(step, answer))
        if step.settles:
            return self.course.step_at((str(answer.value),))
        # What waits for something that is offered anew is back with it.
        aside = question_screen.set_aside_lines(before, self.course, self.visit)
        for line in aside if anew is visit else ():
            self.prompter.say(line)
        if full := question_screen.last_row_said(before, self.course, step):
            self.prompter.say(full)
        if again := self._show_stop_card(before, step):
            return again
        if step.question is self.bank.own_questions:
            self._concerns.take_worry()
        self.offer_to_ask()
        is_new = before.answers.get(step.key) != answer
        if step.question.help_now and answer == NOT_SURE and is_new:
            return self._help_now(step)
        return self.course.step_doubted(step)

    def _change_some(self, offer: Step) -> Step | None:
        """Let the person say what is to be changed of an offer; the rest is taken over.

        A question to be changed is asked as if nothing had been said; a row that is, at once.
        """
        told = question_screen.recalled(offer.offered)
        last = {one.question: one for one in told if one.row is not None}
        more = [replace(one, line=_one_more(offer, one), row=MORE) for one in last.values()]
        things = [*told, *more]
        which = tr("Which are to be changed?")
        lines = [one.line for one in things]
        numbers = menus.choose_several(self.prompter, which, lines) if len(things) > 1 else [0]
        self.offer_to_ask()
        if numbers is None:
            return offer
        picked = [things[number] for number in numbers]
        again = {one.question for one in picked if one.row is None}
        left = [(step, said) for step, said in offer.offered if step.question.id not in again]
        self._look_back(self.course.last_time.refusing(again))
        if left:
            taken = replace(offer, offered=tuple(left))
            self._keep_besides(record(self.visit, taken, answered(SAME)))
        for name in last:
            self._change_rows(name, [one.row for one in picked if one.question == name])
        return None

    def _change_rows(self, table: str, rows: Sequence[int | None]) -> None:
        """Ask the rows of a table again that are to be changed, or let them be taken out."""
        if MORE in rows:
            self._keep_besides(self.visit.without((table, "end")))
        gone = 0
        for row in sorted(one for one in rows if one not in (None, MORE)):
            at = (table, "row", str(row - gone))
            cells = [one for one in self.course.parts(table) if one.key[:3] == at]
            told = [(one, self.course.answers[one.key]) for one in cells]
            line = question_screen.recalled(told)[0].line
            if menus.choose(self.prompter, line, [tr("Change it"), tr("Take it out")]) == 1:
                said = in_words(cells[0], NO_MORE)
                self._keep_besides(record(self.visit, cells[0], NO_MORE), said=said)
                gone += 1
                continue
            for cell in cells:
                self.ask(cell)

    def _obey(self, command: str, step: Step) -> Step | None:
        match command:
            case "back" if self._from_list:
                self._from_list = False
                return None
            case "back":
                before = self.course.step_before(step.key)
                if before is None:
                    self.prompter.say(tr("This is the first question."))
                return before or step
            case "skip":
                return self._answer(step, SKIPPED)
            case "no_more":
                return self._answer(step, NO_MORE)
            case "quiet":
                menus.switch_hints(self.prompter)
                return step
            case "stop":
                raise menus.stopped()
            case _:
                return step

    def _keep_besides(self, visit: Visit, *, said: str = "") -> None:
        """Keep what is no answer to the step asked, say it, and heed it as if it were one."""
        before = self.course
        self.keep(visit)
        if said:
            self.prompter.say(said)
        if again := self._show_stop_card(before, None):
            self.ask(again)

    def _show_stop_card(self, before: Course, step: Step | None) -> Step | None:
        """Show the cards that answers have called for since the course `before`.

        The call to the office once, the stop card once for each urgent answer. Comes to the step
        to ask again where the person says at the stop card that it was a slip.
        """
        call = self._text(urgent.CALL_TODAY)
        if call and set(self.course.call_today).difference(before.call_today):
            self.prompter.show(call)
        due = urgent.stop_card_due_for(self.course, self.visit)
        if not due:
            return None
        self.prompter.show(self._text(urgent.STOP_CARD))
        self.keep(urgent.with_cards_shown(self.visit, due, self._now()))
        if not menus.is_a_slip(self.prompter):
            return None
        signs = [one for one in urgent.ticked(self.bank, self.course) if one.question.id in due]
        here = (one for one in signs if step and one.key == step.key)
        return next(here, signs[0] if signs else step)

    def _text(self, name: str) -> str:
        return self.bank.text(name, helped=self.course.helped)

    def _clock(self) -> Clock:
        years = question_screen.age_told(self.bank, self.course)
        return Clock(today=self._now().date(), age=years)


def _one_more(offer: Step, told: question_screen.Recalled) -> str:
    """What stands for a new row of the table in which something was told."""
    tables = (step.question for step, _ in offer.offered if step.question.id == told.question)
    row = next((one.row for one in tables if isinstance(one, Rows)), "")
    return tr("{row}: one more", row=row.capitalize())


def _read_anew(step: Step, typed: str, kept: Answer | None, clock: Clock) -> Reading:
    read = partial(read_answer, clock=clock)
    return (amended(step, kept, typed, read=read) if kept else None) or read(step, typed)
