"""The page of a fully answered visit, made in a process of its own as a person makes it.

`python -m tests.benchmarks.one_page whole` prints the seconds from the answers to the PDF;
`python -m tests.benchmarks.one_page typst` those that Typst alone takes: the same template, data
and fonts, and the same claim to PDF/UA-1.

In a process of its own, because Typst remembers: the second time in one process it does not lay
out the same data again, but only writes down what it has, in a seventh of the time. Nobody's
page is made so, and what is to be compared is the laying out.
"""

from __future__ import annotations

import sys
from random import Random
from time import perf_counter
from typing import Any
from unittest.mock import patch

import typst

from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.output.pdf import render_page
from mmn_check.summary.summarize import summarize
from tests.benchmarks import made
from tests.support.walks import finished_visit


def main() -> None:
    """Make it once and print how long that took."""
    bank = made.read(shipped_bank())
    visit = made.plainly_worded(finished_visit(bank, Random(0)))

    def page() -> None:
        render_page(summarize(bank, visit, today=made.BEGAN.date()), paper="a4")

    if sys.argv[1] == "whole":
        print(_seconds(page))
        return
    given: dict[str, Any] = {}

    def listening(template: str, **settings: Any) -> bytes:
        given.update(settings, input=template)
        return b""

    with patch.object(typst, "compile", listening):
        page()
    print(_seconds(lambda: typst.compile(**given)))


def _seconds(make: Any) -> float:
    began = perf_counter()
    make()
    return perf_counter() - began


if __name__ == "__main__":
    main()
