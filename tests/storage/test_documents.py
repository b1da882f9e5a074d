from __future__ import annotations

from mmn_check.storage.documents import Document, document_of

TEXT = b"""\
answers:
  weak: yes
  drugs:
  - name: Ice
  - {name: "null", since: null}
skipped: [age]
"""


def place(document: Document, *way: str | int) -> tuple[int, int]:
    spot = document.spot(*way)
    return spot.line, spot.column


def test_words_stay_words_and_nothing_is_nothing() -> None:
    """Only what is left empty, or says null without quotation marks, is nothing."""
    document = document_of(TEXT)

    assert document.data == {
        "answers": {"weak": "yes", "drugs": [{"name": "Ice"}, {"name": "null", "since": None}]},
        "skipped": ["age"],
    }
    assert document.problems == []


def test_the_way_into_a_file_leads_to_a_place() -> None:
    """What is wrong is found by its keys and numbers; where they end, so does the way."""
    document = document_of(TEXT)

    assert place(document, "answers", "weak") == (2, 3)
    assert place(document, "answers", "drugs", 1, "since") == (5, 20)
    assert place(document, "skipped", 0) == (6, 11)
    assert place(document, "skipped", 7) == (6, 1)
    assert place(document, "answers", "weak", "deeper") == (2, 3)
    assert place(document, "missing") == (1, 1)
    assert place(document_of(b""), "answers") == (1, 1)


def test_an_unknown_word_comes_with_the_nearest() -> None:
    """A fault offers a right word, and shows hidden characters instead of acting on them."""
    document = document_of(b"weak: yes\nweak: no\n")

    assert [str(fault) for fault in document.problems] == ['"weak" is there twice.']
