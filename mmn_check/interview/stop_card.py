"""The stop card on the screen, and the signs recalled; visit/urgent.py decides when it is shown."""

from __future__ import annotations

from typing import Literal

from mmn_check.bank.model import Bank, Many
from mmn_check.i18n import day_in_words, tr, tr_later
from mmn_check.interview.menus import Prompter, choose, stopped
from mmn_check.interview.question_screen import screen_of
from mmn_check.visit.course import Course
from mmn_check.visit.steps import Step
from mmn_check.visit.urgent import STOP_CARD, ticked
from mmn_check.visit.visit import Visit

AtTheCard = Literal["stop", "go on", "ask again"]
AT_THE_CARD: dict[AtTheCard, str] = {
    "stop": tr_later("Save and stop (or just press Enter)"),
    "go on": tr_later("Go on with the questions"),
    "ask again": tr_later("That was a slip: ask me again"),
}
STILL_TICKED, STILL_TICKED_HELPER = "still_ticked", "still_ticked_helper"
"""The fixed text that recalls a ticked sign, to the patient or to who answers for them."""


def show_stop_card(prompter: Prompter, bank: Bank) -> None:
    """Show the fixed text that says to get help now."""
    prompter.show(bank.texts[STOP_CARD].text)


def is_a_slip(prompter: Prompter) -> bool:
    """Whether what called for help was a slip, or else the person goes on; Enter alone stops.

    Raises:
        StoppedError: if the person does not go on.
    """
    options = [tr(one) for one in AT_THE_CARD.values()]
    sentence = tr("What do you want to do?")
    picked = tuple(AT_THE_CARD)[choose(prompter, sentence, options, usual=0, back=2)]
    if picked == "stop":
        raise stopped()
    return picked == "ask again"


def recalled_signs(bank: Bank, course: Course, visit: Visit) -> list[str]:
    """The signs that call for help, each question's with the day it was told; none, if none does.

    A bank may do without the text that says so.
    """
    helper = course.helped and STILL_TICKED_HELPER in bank.texts
    text = bank.texts.get(STILL_TICKED_HELPER if helper else STILL_TICKED)
    days: dict[str, list[str]] = {}
    for step in ticked(bank, course) if text else ():
        told = visit.urgent_asked.get(step.question.id) or visit.urgent_shown.get(step.question.id)
        day = day_in_words((told or visit.started).date())
        days.setdefault(day, []).append(_sign(bank, course, step))
    return [
        text.text.replace("{asked}", day).replace("{signs}", "; ".join(signs))
        for day, signs in days.items()
        if text
    ]


def _sign(bank: Bank, course: Course, step: Step) -> str:
    """What was picked from a list; elsewhere the question and its answer."""
    screen = screen_of(bank, course, step)
    if isinstance(step.item, Many):
        return (screen.kept or "").removesuffix(".")
    about = f"{screen.thing}: " if screen.thing else ""
    return f"{about}{screen.ask} {screen.kept}".removesuffix(".")
