"""A day of the calendar in words."""

from __future__ import annotations

from datetime import date

from mmn_check.language import tr, tr_later

MONTHS = (
    tr_later("January"),
    tr_later("February"),
    tr_later("March"),
    tr_later("April"),
    tr_later("May"),
    tr_later("June"),
    tr_later("July"),
    tr_later("August"),
    tr_later("September"),
    tr_later("October"),
    tr_later("November"),
    tr_later("December"),
)


def month_in_words(month: int) -> str:
    """The name of a month, counted from 1."""
    return tr(MONTHS[month - 1])


def day_in_words(day: date) -> str:
    """One day in full: 21 November 2026."""
    month = month_in_words(day.month)
    return tr("{day} {month} {year}", day=day.day, month=month, year=day.year)
