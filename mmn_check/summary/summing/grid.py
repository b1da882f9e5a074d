"""The body grid: where each sign was marked, by place and side."""

from __future__ import annotations

from collections.abc import Sequence

from mmn_check.bank.layout import Say, Sign
from mmn_check.bank.model import Places
from mmn_check.summary.printed import Grid, GridSign, Piece, Sentence
from mmn_check.summary.summing.phrases import state_words
from mmn_check.summary.summing.saying import say, speaker_of
from mmn_check.summary.summing.told import Told
from mmn_check.summary.summing.wording import flat
from mmn_check.visit.steps import picked_by
from mmn_check.visit.values import Mark


def body_grid(told: Told, signs: Sequence[Sign]) -> Grid:
    """The grid of some signs, always all of them and in the same order."""
    kinds = [kind for sign in signs if isinstance(kind := told.kind(sign.question), Places)]
    places = {
        choice.id: choice for kind in kinds for choice in kind.choices if not choice.exclusive
    }
    return Grid(places=tuple(places.values()), signs=tuple(_sign(told, sign) for sign in signs))


def _sign(told: Told, sign: Sign) -> GridSign:
    marks = marks_of(told, sign.question)
    is_open = not marks and not _is_no(told, sign)
    return GridSign(name=sign.name, marks=marks, said=_said(told, sign), is_open=is_open)


def _is_no(told: Told, sign: Sign) -> bool:
    """Whether the answer that speaks for the sign is a no, or none of the places."""
    speaker = speaker_of(told, sign.question, sign.or_else)
    return told.state(speaker) == "answered" and "yes" not in told.said(speaker).words


def marks_of(told: Told, question: str) -> tuple[Mark, ...]:
    """The places marked for a question; "none of these" is no place."""
    step = told.steps.get((question,))
    picks = picked_by(step, told.answer(step.key)) if step else ()
    return tuple(pick.mark for pick in picks if pick.mark)


def _said(told: Told, sign: Sign) -> Sentence:
    not_asked = {"not_asked": state_words("not_asked")}
    part = Say(question=sign.question, or_else=sign.or_else, says=not_asked)
    (draft,) = say(told, part)
    return Sentence(pieces=flat(draft.parts) or (Piece(""),), origins=draft.origins)
