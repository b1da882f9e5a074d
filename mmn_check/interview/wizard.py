"""Holds the conversation: the opening, the interview, and what to do when a depth is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from mmn_check.bank.model import Depth
from mmn_check.i18n import day_in_words, tr, tr_later, tr_n
from mmn_check.interview import menus
from mmn_check.interview.interview import Interview
from mmn_check.interview.question_screen import QuestionScreen, recalled_signs
from mmn_check.understanding.replies import turns
from mmn_check.understanding.utterance import says, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.urgent import HELP_NOW

Wish = Literal["new", "more", "change", "page"]
DEPTHS: tuple[Depth, ...] = (1, 2, 3)
ONWARD = tr_later("Press Enter to go on.")
FOR_HELP = tr_later("To read when to get help now, type h and Enter.")
FOR_ONE_KEY = tr_later("To answer by one key press, type 1 and Enter.")
READY_OR_HELP = (tr_later("Yes, go on with the questions"), tr_later("Show when to get help now"))
SHOW = tr_later("Show my page")
CHANGE = tr_later("Check or change my answers")
NEW = tr_later("Start a new visit")
ON_A_SCREEN = 12
"""So many answers are listed at once; more by section."""
WHICH_PART = tr_later("Type the number of a part to see its answers, or 0 to go on.")
WHICH = tr_later("Type a number to change that answer, or 0 to go on.")
SENTENCE = 4
"""So many words are said to somebody; fewer may be a try at a command."""
NOT_KEPT = tr_later(
    "Nothing typed here is kept. The questions come next: you can say it there in your own words."
)


class Wizard:
    """Leads one person from the first screen to a page that is ready."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.prompter = interview.prompter
        self._bank = interview.bank

    def open(self) -> None:
        """Say what this is and what it is not, and let the person pick how long it may take."""
        self.prompter.show(self._bank.title)
        self.prompter.show(self._bank.texts["start"].text)
        self._wait_for_onward()
        if self.prompter.one_key:
            self.interview.keep(replace(self.interview.visit, one_key=True))
        depths = [1, *(depth for depth in DEPTHS[1:] if self._deepens(depth))]
        if len(depths) > 1:
            self.interview.look_back()
            labels = [self._depth_label(depth, last=depth == depths[-1]) for depth in depths]
            picked = menus.choose(self.prompter, tr("How much time do you have?"), labels)
            self._go_to(DEPTHS[depths[picked] - 1])

    def _wait_for_onward(self) -> None:
        """Let the person read in peace; show when not to wait, as often as asked for."""
        help_now = self._bank.texts.get(HELP_NOW)
        if self.prompter.one_key:
            options = [tr(one) for one in READY_OR_HELP]
            while help_now and menus.choose(self.prompter, tr("Are you ready?"), options) == 1:
                self.prompter.read_out(help_now.text)
            return
        told = " ".join(map(tr, [ONWARD, *([FOR_HELP] if help_now else []), FOR_ONE_KEY]))
        language = self.prompter.language
        while typed := self.prompter.line(told):
            if says(typed, language, "one_key") or typed.strip() == "1":
                self.prompter.one_key = True
                return
            wish = menus.asks_for(typed, language)
            if wish == "stop":
                raise menus.stopped()
            if says(typed, language, "onward", "yes"):
                return
            if wish == "help" and help_now:
                self.prompter.read_out(help_now.text)
            elif not self.interview.offer_to_ask():
                self.prompter.say(tr(NOT_KEPT))
                if len(typed.split()) >= SENTENCE and not turns(typed, language):
                    return  # who talks already is ready for the questions

    def recall_signs(self) -> None:
        """Say once more which signs were ticked that do not wait for the visit."""
        for line in recalled_signs(self._bank, self.interview.course, self.interview.visit):
            self.prompter.show(line)

    def run(self) -> None:
        """Ask what is open; then finish, check the answers or go deeper, as the person likes.

        Raises:
            StoppedError: if the person stops before the page is asked for.
        """
        wish: Wish = "more"
        while wish != "page":
            self.interview.run()
            self.recall_signs()
            wish = self._wish(tr("Your page is ready."), "page", "change", "more")
            if wish == "change":
                self.review()
            elif wish == "more":
                self._go_deeper()

    def come_back(self, day: date) -> Wish:
        """What the person who finished the visit on a day wants now; answers are given here."""
        told = tr("You finished a visit on {day}.", day=day_in_words(day))
        wish = self._wish(told, "new", "more", "change", "page")
        if wish == "more":
            self.recall_signs()
            self.interview.resume()
            self._go_deeper()
            self.run()
        elif wish == "change":
            self.change()
        return wish

    def _wish(self, sentence: str, *wishes: Wish) -> Wish:
        """Which of the wishes the person has; to go deeper only where there is more to ask."""
        deeper = self._next_depth()
        labels = {"new": tr(NEW), "change": tr(CHANGE), "page": tr(SHOW)}
        if deeper:
            labels["more"] = self._more(deeper)
        offered = [one for one in wishes if one in labels]
        options = [labels[one] for one in offered]
        wish = offered[menus.choose(self.prompter, sentence, options)]
        self.interview.offer_to_ask()
        return wish

    def _go_deeper(self) -> None:
        if deeper := self._next_depth():
            self._go_to(deeper)

    def change(self) -> None:
        """The review; then what is open still, as where the visit was never finished."""
        self.review()
        if self.interview.course.next_question():
            self.run()

    def review(self) -> None:
        """Show the answers, by section where a screen would not hold them, to be given again."""
        if len(self._answered()) <= ON_A_SCREEN:
            self._review_of(None)
            return
        while True:
            ids = list(dict.fromkeys(step.section.id for step in self._answered()))
            titles = {one.id: one.title for one in self._bank.sections}
            told = menus.with_numbers(titles[one] for one in ids)
            if not (number := self._number(told, tr(WHICH_PART), told)):
                return
            self._review_of(ids[number - 1])

    def _review_of(self, section: str | None) -> None:
        """List the answers of a section, all if None, and ask again what the person picks.

        Where a change leaves the list as it was, the changed answer alone is shown again.
        """
        before: list[str] = []
        while steps := self._answered(section):
            course = self.interview.course
            told = menus.with_numbers(QuestionScreen(self._bank, course, one).told for one in steps)
            changed = [line for line in told if line not in before]
            shown = changed if len(changed) == 1 and len(told) == len(before) else told
            if not (number := self._number(shown, tr(WHICH), told)):
                return
            before = told
            self.interview.ask_from_list(steps[number - 1])

    def _answered(self, section: str | None = None) -> list[Step]:
        """The steps that have an answer, of one section or of all."""
        course = self.interview.course
        steps = (step for step in course.steps if step.key in course.answers)
        return [step for step in steps if section in (None, step.section.id)]

    def _number(self, told: Sequence[str], which: str, whole: Sequence[str]) -> int:
        """The number of one of the whole lines, or 0 for what ends the review."""
        language = self.prompter.language
        typed = self.prompter.pick_from(told, which)
        while typed and not says(typed, language, "no_more", "no", "onward"):
            taken = menus.option_taken(typed, whole, language)
            asked = menus.asks_for(typed, language)
            if asked in {"stop", "back", "skip"} or words_in(typed, language) in (("0",), ("#0",)):
                return 0
            if self.interview.offer_to_ask() or asked == "repeat":
                typed = self.prompter.pick_from(whole, which)
            elif isinstance(taken, int):
                return taken + 1
            else:
                again = tr("Type a number from 1 to {most}, or 0 to go on.", most=len(whole))
                typed = self.prompter.line(again)
        return 0

    def _go_to(self, depth: Depth) -> None:
        # What was told of the shorter way binds no more.
        self.interview.pace = replace(self.interview.pace, told=0)
        self.interview.keep(replace(self.interview.visit, depth=depth, finished=None))

    def _next_depth(self) -> Depth | None:
        now = self.interview.visit.depth
        return next((depth for depth in DEPTHS if depth > now and self._deepens(depth)), None)

    def _deepens(self, depth: Depth) -> bool:
        courses = (self.interview.course_at(one) for one in (depth, DEPTHS[max(depth - 2, 0)]))
        more, less = (len(one.steps) for one in courses)
        return more > less

    def _minutes(self, depth: Depth) -> int:
        """How long what is not answered may take on a way of this depth."""
        course, pace = self.interview.course_at(depth), self.interview.pace
        step = course.next_question()
        items = [one.item for one in course.still_to_ask(step)] if step else []
        more = course.still_expected(step) if step else course.expected
        return pace.minutes_for(pace.effort(items, more=more))

    def _depth_label(self, depth: Depth, *, last: bool) -> str:
        # However fast the person is, no two depths are called the same.
        minutes = minutes_told(max(5 * round(self._minutes(depth) / 5), 5 * depth))
        return tr("Everything, {minutes}", minutes=minutes) if last else minutes.capitalize()

    def _more(self, depth: Depth) -> str:
        minutes = minutes_told(self._minutes(depth))
        return tr("Go on with more questions, {minutes}", minutes=minutes)


def minutes_told(minutes: int) -> str:
    """About how long something takes."""
    return tr_n("about {count} minute", "about {count} minutes", minutes)
