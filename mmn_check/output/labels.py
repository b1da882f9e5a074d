"""The words that the templates put on a page, in the language in use: they hold none themselves.

In "{number}" and the like stands what only the template knows.
"""

from __future__ import annotations

from collections.abc import Mapping

from mmn_check.domain.printed import PAGE_2
from mmn_check.language import language, tr

Labels = Mapping[str, object]

UNKNOWN = "und"
"""What a document says of a language that has no code of two or three letters."""


def page_labels() -> Labels:
    """What stands on the printed page besides the summary."""
    return {
        **_everywhere(),
        "goes-on": f" ... ({tr(PAGE_2)})",
        "chart": tr("Front view. R is the patient’s right side. Filled: marked by the patient."),
        "striped": tr("Striped on both sides: side not sure."),
        "place": tr("Place"),
        "nowhere": tr("No place marked"),
    }


def form_labels() -> Labels:
    """What stands on the blank form besides the questions."""
    return {
        **_everywhere(),
        "name": tr("Name:"),
        "date": tr("Date:"),
        "how-to": tr("How to fill in this form"),
        "rules": [
            tr("Put a tick in each box that fits."),
            tr("Leave empty what you want to skip."),
            tr("A line before a question says if it is for you. If not, go on as it says."),
            tr("Somebody else may write for you. Use your own words."),
            tr(
                "Where there is too little room, write on the back."
                " Put the number of the question there."
            ),
        ],
        "ideas": tr("Some ideas"),
        "read-first": tr("Read this box first. A question below may send you to it."),
        "yes": tr("Yes"),
        "no": tr("No"),
        "unsure": tr("Not sure"),
        "day": tr("Day"),
        "month": tr("Month"),
        "year": tr("Year"),
        "or-words": tr("or in words:"),
        "part": tr("Part"),
        "right": tr("Right"),
        "left": tr("Left"),
        "unsure-which": tr("Not sure which"),
        "body": tr("A body seen from the front, to mark by hand"),
        "drawing": tr("You may mark the drawing too. R is your right side."),
        "more": tr("More? Write them on the back."),
    }


def _everywhere() -> Labels:
    name, _, region = language().partition("_")
    return {
        "language": name if len(name) in (2, 3) else UNKNOWN,
        "region": region or None,
        "page-of": tr("Page {number} of {count}"),
        "letter-right": tr("R"),
        "letter-left": tr("L"),
    }
