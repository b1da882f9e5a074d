"""What is put before the person for one step, and what may be typed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby

from mmn_check.bank import model
from mmn_check.bank.conditions import holds
from mmn_check.bank.records import Record
from mmn_check.i18n import day_in_words, tr, tr_later
from mmn_check.understanding.dates import lasting
from mmn_check.understanding.parsed_answer import what_to_type
from mmn_check.understanding.say_back import in_words
from mmn_check.understanding.utterance import key
from mmn_check.visit import values
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.last_time import LastTime, OfferedPart, told_with_key
from mmn_check.visit.steps import Step
from mmn_check.visit.urgent import ticked
from mmn_check.visit.visit import Key, Visit


def keys_at(step: Step) -> dict[str, str]:
    """The letters that do something at this step besides n, and what they do."""
    keys = {
        key("back", step.language): tr("back"),
        key("skip", step.language): tr("skip"),
        key("help", step.language): tr("help"),
        key("stop", step.language): tr("stop and keep"),
    }
    if step.item.required:
        del keys[key("skip", step.language)]
    return keys


def keys_in_words(step: Step) -> str:
    """Every key of the step, in a sentence that can be read aloud."""
    keys, words = keys_at(step), [tr("go back"), tr("stop")]
    if not step.names_row:
        keys = {key("not_sure", step.language): tr("not sure"), **keys}
        words = [tr("not sure"), *words]
    if isinstance(step.item, model.YesNo):
        keys = {key("yes", step.language): tr("yes"), key("no", step.language): tr("no"), **keys}
    keys[key("repeat", step.language)] = tr("show the question again")
    if not step.item.required:
        words += [tr("skip"), tr("rather not say")]
    told = ", ".join(f"{letter} {word}" for letter, word in keys.items())
    also = ", ".join(words)
    return tr("Keys: {keys}. You can also type the words: {words}.", keys=told, words=also)


_UP_TO = tr_later("Pick up to {most}, the most important first, for example 2 1.")
_SIDES = tr_later("Number and side, for example 2r 3b 5l: r right, l left, b both.")
HOW_TO: Mapping[str, tuple[str, str]] = {
    "yes_no": ("", ""),
    "one": ("", tr_later("Pick one.")),
    "many": (tr_later("Pick all that fit."), tr_later("Pick all that fit, for example 2 5.")),
    "few": (tr_later("Pick up to {most}."), tr_later("Pick up to {most}, for example 2 5.")),
    "rank": (tr_later("Pick up to {most}, the most important first."), _UP_TO),
    "places": (tr_later("Number and side, for example 2r 3b."), _SIDES),
    "rating": (tr_later("A number from 0 to 10. 0: {lowest}. 10: {highest}."),) * 2,
    "number": (tr_later("A number."),) * 2,
    "unit": (tr_later("A number of {unit}."),) * 2,
    "future": ("", tr_later("For example 3 December, next Tuesday, or in two weeks.")),
    "recent": ("", tr_later("For example 9 November, last Tuesday, or 3 weeks ago.")),
    "date": ("", tr_later("For example 2019, March 2019, about 5 years ago, or when I was 38.")),
    "text": ("", tr_later("Type what you like, then press Enter.")),
}
"""How a kind of question is answered: in short, only what the question does not say, and in full;
what is in braces is a key of the question."""


def how_to_answer(step: Step, *, in_full: bool) -> str:
    """How this kind of question is answered; nothing where that needs no word."""
    how: str = step.item.kind
    match step.item:
        case model.Many(at_most=1):
            how, in_full = "one", True
        case model.Many(at_most=int()):
            how = "few"
        case model.Number(unit=str()):
            how = "unit"
        case model.Date(future=True):
            how = "future"
        case model.Date(recent=True):
            how = "recent"
    keys = {key: getattr(step.item, key, "") for key in ("at_most", "unit", "lowest", "highest")}
    said = HOW_TO[how][in_full]
    return tr(said, most=keys.pop("at_most"), **keys) if said else ""


UNFIT = tr_later(
    "The questions have changed since you gave some answers. These no longer fit. "
    "They are not on the page, but stay in your file:"
)


class QuestionScreen(Record, kw_only=False):
    """One step as it is asked: its wording, what belongs with it, and its present answer."""

    bank: model.Bank
    course: Course
    step: Step
    last: str = ""
    """What is said right above the place to type, so that no long list takes it off the screen."""

    @property
    def ask(self) -> str:
        """The question."""
        return self.step.item.worded(helped=self.course.helped)

    @property
    def lead(self) -> str:
        """The table's own question, above the first cell of a row, where the table begins."""
        question, step = self.step.question, self.step
        begins = isinstance(question, model.Rows) and step.may_end and not step.names_row
        return question.worded(helped=self.course.helped) if begins else ""

    @cached_property
    def thing(self) -> str:
        """What the cell is about: "Buttons", "Medicine 2"."""
        step, table = self.step, self.step.question
        if not isinstance(table, model.Rows) or table.for_each or not step.thing:
            return step.thing or ""
        if not table.at_once or step.names_row:
            return _row_of(step)
        first = self.course.step_at((*step.key[:-1], table.fields[0].id))
        if step.may_end or first is None:
            return ""
        said = said_in_words(first, self.course.answers[first.key])
        return f"{_row_of(step)}: {said}".removesuffix(".")

    @property
    def no_more(self) -> str:
        """What 0 means here, where a table may end."""
        return _no_more(self.step)

    @cached_property
    def note(self) -> str:
        """A fixed text that belongs with the question; or what was said last time."""
        step, table = self.step, self.step.question
        if step.key in self.course.stale:
            return tr("Some days have passed since you answered this. How is it today?")
        if step.offered:
            return "\n".join(one.line for one in recalled(step.offered))
        if isinstance(table, model.Rows):
            said_before = not table.for_each and step.thing not in (None, "1")
            if said_before or (table.at_once and step.names_row):
                return ""
        return self.bank.text(step.item.note or "", helped=self.course.helped)

    @property
    def ideas(self) -> list[str]:
        """What others like to ask, to be shown on request."""
        if not isinstance(self.step.question, model.Rows) or not self.step.question.ideas:
            return []
        said = self.course.said
        return [one.text for one in self.bank.ideas if holds(one.ask_if, said=said, today=date.min)]

    @cached_property
    def kept(self) -> str:
        """The answer that stands already, in words."""
        kept = self.course.answers.get(self.step.key)
        return said_in_words(self.step, kept) if kept else ""

    @property
    def told(self) -> str:
        """What is asked and answered, in a line."""
        about = f"{self.thing}: " if self.thing else ""
        return f"{about}{self.ask} {self.kept}".rstrip()


def said_in_words(step: Step, answer: values.Answer) -> str:
    """The answer read back, the end of a table and what is taken over included."""
    if answer != values.NO_MORE:
        return in_words(step, answer)
    if step.item.required:
        return tr("{row} is taken out.", row=_row_of(step))
    return f"{_no_more(step)}."


def age_told(bank: model.Bank, course: Course) -> int | None:
    """The patient's age in years, where it was asked and told."""
    question = bank.by_role.get("age")
    answer = course.answers.get((question.id,)) if question else None
    return answer.value if answer and isinstance(answer.value, int) else None


def last_row_said(before: Course, now: Course, step: Step) -> str:
    """What is said where a table of as many rows as the person likes takes no more; or nothing."""
    table = step.question
    if not isinstance(table, model.Rows) or table.for_each or not step.may_end:
        return ""
    last = (table.id, "row", str(table.at_most - 1), table.fields[0].id)
    if last not in now.answers or last in before.answers:
        return ""
    return tr("That makes {count}: the list is full.", count=table.at_most)


def set_aside_lines(before: Course, now: Course, visit: Visit) -> list[str]:
    """The answers that a change took off the page; they come back with the branch."""
    gone = (before.answers.keys() & visit.answers.keys()) - now.answers.keys()
    return [
        tr(
            "Set aside, as it no longer applies: {question} {answer}",
            question=step.item.ask,
            answer=said_in_words(step, before.answers[step.key]),
        )
        for step in before.steps
        if step.key in gone
    ]


def unfit_lines(bank: model.Bank, visit: Visit) -> list[str]:
    """What was answered but does not fit the questions as they now are, one line each."""
    lines = []
    for name, misfits in visit.misfits.items():
        question = bank.by_id.get(name)
        about = question.ask if question else f"{name}:"
        lines += [f"{about} {values.in_one_line(one)}" for one in misfits]
    return [tr(UNFIT), *lines] if lines else []


def help_text(bank: model.Bank, step: Step, glossary: Sequence[model.Term]) -> str:
    """What the words mean, why the doctor asks, where it comes from, and how to answer."""
    item, question = step.item, step.question
    words = {word.lower() for word in (*item.terms, *question.terms)}
    lines = [item.help or question.help]
    lines += [f"{one.word}: {one.meaning}" for one in glossary if one.word.lower() in words]
    why = item.why or question.why
    lines.append(tr("Why the doctor asks: {why}", why=why) if why else None)
    titles = "; ".join(bank.sources[code].title for code in item.sources or question.sources)
    lines.append(tr("Where this comes from: {titles}.", titles=titles) if titles else None)
    lines += [tr("How to answer: {how}", how=what_to_type(step)), keys_in_words(step)]
    return "\n".join(line for line in lines if line)


def _row_of(step: Step) -> str:
    row = step.question.row if isinstance(step.question, model.Rows) else ""
    return f"{row.capitalize()} {step.thing}"


def _no_more(step: Step) -> str:
    question = step.question
    if not step.may_end or not isinstance(question, model.Rows):
        return ""
    if step.item.required:
        return tr("Take out this {row}", row=question.row)
    return (question.none or "") if step.thing == "1" else tr("No more")


def last_time_of(bank: model.Bank, earlier: Visit) -> LastTime:
    """What an earlier visit says to the questions that the bank marks, as far as all of it fits.

    "Two years ago" was true of that day: it is offered in words that are true of today, too.
    """
    answers: dict[str, dict[Key, values.Answer]] = {}
    course = course_of(bank, earlier)
    for at, answer in course.answers.items():
        if bank.by_id[at[0]].as_last_time and at[0] not in earlier.misfits:
            rough = answer.value
            lasts = values.answered(lasting(rough)) if isinstance(rough, values.RoughDate) else None
            answers.setdefault(at[0], {})[at] = lasts or answer
    told = {name: said for name, said in answers.items() if any(one.given for one in said.values())}
    days = dict.fromkeys(told, earlier.started.date())
    rows = {name: len(earlier.rows(name)) for name in earlier.by_question}
    return LastTime(answers=told, days=days, said=course.said, rows=rows, pace=earlier.pace)


class Recalled(Record):
    """One thing that was said, as it is told again: an answer, or one row of a table."""

    line: str
    question: str
    row: int | None = None
    """Which row, from 0, in a table of as many rows as the person likes."""


def recalled(parts: Sequence[OfferedPart]) -> list[Recalled]:
    """What was said to some questions, a line for each row of a table, else for each question."""
    return [
        told
        for at, some in groupby(parts, key=lambda part: told_with_key(part[0]))
        if (told := _recalled_part(list(some), row=at[2:3]))
    ]


def _recalled_part(parts: list[OfferedPart], *, row: Key) -> Recalled | None:
    step, answer = parts[0]
    question = step.question
    if not isinstance(question, model.Rows):
        leads = (f"{one.item.ask} " if one.follows else "" for one, _ in parts)
        said = [f"{lead}{in_words(*part)}" for lead, part in zip(leads, parts, strict=True)]
        return Recalled(line=f"{step.item.ask} {' '.join(said)}", question=question.id)
    if answer == values.NO_MORE:
        # The end of a table that has rows tells nothing; without any it is the answer.
        line = f"{question.ask} {in_words(step, answer)}" if step.thing == "1" else ""
        return Recalled(line=line, question=question.id) if line else None
    if question.for_each:
        things = groupby(parts, key=lambda part: part[0].thing)
        told = "; ".join(f"{thing}: {_cells_said([*cells])}" for thing, cells in things)
        return Recalled(line=f"{question.ask} {told}", question=question.id)
    name = f"{question.row.capitalize()} {step.thing}"
    number = int(row[0]) if row else None
    return Recalled(line=f"{name}: {_cells_said(parts)}", question=question.id, row=number)


def _cells_said(parts: list[OfferedPart]) -> str:
    """What was said in the cells of a row; with its question where that does not go without."""
    said = []
    for step, answer in parts:
        match answer.value:
            case None:
                continue
            case values.Words(text):
                said.append(" ".join(text.split()))
            case _:
                words = in_words(step, answer).removesuffix(".")
                # A table that asks one thing of each row says which in its own question.
                alone = not isinstance(step.item, model.YesNo | model.One)
                alone = alone or len(step.question.cells) == 1
                said.append(words if alone else f"{step.item.ask} {words}")
    return ", ".join(said) or tr("nothing said")


STILL_TICKED = "still_ticked"
"""The fixed text that recalls a ticked sign, to the patient or to who answers for them."""


def recalled_signs(bank: model.Bank, course: Course, visit: Visit) -> list[str]:
    """The signs that call for help, each question's with the day it was told; none, if none does.

    A bank may do without the text that says so.
    """
    text = bank.text(STILL_TICKED, helped=course.helped)
    days: dict[str, list[str]] = {}
    for step in ticked(bank, course) if text else ():
        told = visit.urgent_asked.get(step.question.id) or visit.urgent_shown.get(step.question.id)
        day = day_in_words((told or visit.started).date())
        days.setdefault(day, []).append(_sign(bank, course, step))
    return [
        text.replace("{asked}", day).replace("{signs}", "; ".join(signs))
        for day, signs in days.items()
    ]


def _sign(bank: model.Bank, course: Course, step: Step) -> str:
    """What was picked from a list; elsewhere the question and its answer."""
    screen = QuestionScreen(bank, course, step)
    told = screen.kept if isinstance(step.item, model.Many) else screen.told
    return told.removesuffix(".")
