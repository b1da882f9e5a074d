from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mmn_check.storage.documents import entry_text, yaml_text
from tests.support.every_kind import TEXTS
from tests.support.profile import examples

NEARLY_PLAIN = st.sampled_from(
    [
        *("Null", "NULL", "nullify", "My hand, the right one.", "A. B.", "a - b", "a -b", "mañana"),
        *("2024", "0", "09", "1.5", "2026.11", "1e3", "1.e5", "12:30", "2024-03", "2024-03-05"),
        *("2024-3-5", "2026-11-21-1", "0f8fad5b-d9cb-469f-a165-70867728950e", "0x1f", "e-1", "1-1"),
        *("a" * 100, "a" * 101, "a" * 129, "50 mg", "(left)", "left (hand)", "why?", "O'Hara"),
    ]
)
WORDS = st.text("abNUL019.- _,'!?()/éñÿ×:#", max_size=12) | NEARLY_PLAIN | TEXTS
SCALARS = WORDS | st.none() | st.integers(-(10**6), 10**6) | st.floats(0, 99)
CONTENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(WORDS, CONTENTS)
@settings(max_examples=examples(1000), deadline=None)
def test_what_is_written_at_once_is_what_the_library_writes(name: str, content: object) -> None:
    """A plain word is written without PyYAML, and looks as if that had written it."""
    assume(name != "answers" or isinstance(content, dict))
    by_library = entry_text(name, content, in_brackets=False)

    assert yaml_text({name: content}) == by_library
    assert yaml_text({"answers": {name: content}}).removeprefix("answers:\n") == "".join(
        f"  {line}" if line.strip("\n") else line for line in by_library.splitlines(keepends=True)
    )
