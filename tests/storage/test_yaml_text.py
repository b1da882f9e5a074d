from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.storage.documents import document_of, yaml_text
from mmn_check.storage.one_answer import with_point
from tests.support.every_kind import TEXTS
from tests.support.profile import examples

NEARLY_PLAIN = st.sampled_from(
    [
        *("Null", "NULL", "nullify", "My hand, the right one.", "A. B.", "a - b", "a -b", "mañana"),
        *("2024", "0", "09", "1.5", "2026.11", "1e3", "1.e5", "12:30", "2024-03", "2024-03-05"),
        *("2024-3-5", "2026-11-21-1", "0f8fad5b-d9cb-469f-a165-70867728950e", "0x1f", "e-1", "1-1"),
        *(
            "a" * 100,
            "a" * 101,
            "a" * 129,
            "a" * 1200,
            "50 mg",
            "(left)",
            "left (hand)",
            "why?",
            "O'Hara",
        ),
    ]
)
WORDS = st.text("abNUL019.- _,'!?()/éñÿ×:#", max_size=12) | NEARLY_PLAIN | TEXTS
SCALARS = WORDS | st.none() | st.integers(-(10**6), 10**6) | st.floats(0, 99)
CONTENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


def as_words(content: object) -> object:
    """Written data as a file of ours says it: every number and truth is a word."""
    match content:
        case dict():
            return {as_words(name): as_words(one) for name, one in content.items()}
        case list():
            return [as_words(one) for one in content]
        case float():
            return with_point(content)
        case None:
            return None
        case _:
            return str(content)


@given(WORDS, CONTENTS)
@settings(max_examples=examples(1000), deadline=None)
def test_what_is_written_is_read_again(name: str, content: object) -> None:
    """By our reader and by any other."""
    for data in ({name: content}, {"answers": {name: content}}, {"set_aside": {name: content}}):
        text = yaml_text(data)
        document = document_of(text.encode())

        assert document.problems == []
        assert document.data == as_words(data)
        assert len(yaml.load(text, yaml.BaseLoader)) == len(data)


def test_a_text_that_looks_like_a_number_stays_a_text() -> None:
    """To whoever reads the file with another program."""
    said = {"a": "2024", "b": "1e3", "c": "2026-11-21", "d": "null", "e": "50 mg", "f": "12:30"}

    assert yaml.safe_load(yaml_text(said)) == said


def test_rows_stand_one_below_the_other() -> None:
    """A person finds them; one answer a line, and what is set aside in brackets."""
    drugs = [{"name": "Riluzole", "dose": "50 mg"}, {"name": "A: b", "when": {"state": "skipped"}}]
    data = {"answers": {"drugs": drugs, "where": {"hand": "left"}}, "set_aside": {"x": [[1], []]}}

    assert (
        yaml_text(data)
        == """\
answers:
  drugs:
  - {name: Riluzole, dose: "50 mg"}
  - name: "A: b"
    when: {state: skipped}
  where: {hand: left}
set_aside: {x: [[1], []]}
"""
    )
