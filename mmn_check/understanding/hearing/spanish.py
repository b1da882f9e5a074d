"""How Spanish is heard: its phrases, then the turns that depend on what stands beside a word.

A turn looks at what came out of the phrases, in English, where a word that is in no table bears
its mark: "ħsi" is "si" still, which is a yes at the start and an "if" elsewhere.
"""

from __future__ import annotations

from mmn_check.understanding.hearing import spanish_replies, spanish_words
from mmn_check.understanding.hearing.phrasebook import Phrasebook, Turn, spoken_by
from mmn_check.understanding.hearing.spanish_numbers import ENGLISH_WORDS, below_hundred, hundreds

_NUMBER = rf"(?:\d++|\b(?:{'|'.join(ENGLISH_WORDS)})\b)"
_ENDS = rf"(?=\s*(?:$|[,;.!?]|and\b|or\b|{_NUMBER}))"
_NO_LETTER = r"(?![^\W\d_])"
_ONLY = r"^(\W*){}(?=\W*$)"

_ANSWERS: tuple[Turn, ...] = (
    (r"(?<=\d)\.?[ºª°]", "th"),
    (r"(?<=\d)ħ(?:er|ro|ra|do|da|to|ta|mo|ma|vo|va|no)" + _NO_LETTER, "th"),
    (r"(?<!\d)\d{1,3}(?:[.,]\d{3})+(?!\d)", "ħ"),  # a thousand here, a fraction there
    # d derecha, i izquierda, a ambos, as they touch a figure or stand behind it
    (r"(?<=\d)ħd" + _NO_LETTER, "r"),
    (r"(?<=\d)ħi" + _NO_LETTER, "l"),
    (r"(?<=\d)ħa" + _NO_LETTER, "b"),
    (r"(?<![^\W_])ħd(?=\d)", "r"),
    (r"(?<![^\W_])ħi(?=\d)", "l"),
    (rf"({_NUMBER}) ħa\b(?=\s*(?:$|[,;.]|and\b|{_NUMBER}\s?ħ?[rlbdia]\b))", r"\1 b"),
    (rf"({_NUMBER}) ħd\b{_ENDS}", r"\1 r"),
    (rf"({_NUMBER}) ħi\b{_ENDS}", r"\1 l"),
    (_ONLY.format("ħi"), r"\1i"),  # the key for ideas
    (_ONLY.format("ħd"), r"\1right"),
    (_ONLY.format("ħa"), r"\1at"),
    # a yes at the start, elsewhere an if
    (r"(^\W*|[,;.!]\s*|\b(?:yes|well|um|of course)\s+)ħsi\b", r"\1yes"),
    (rf"\bħun (?={_NUMBER})", ""),
    (rf"\bħuna?{_ENDS}", "one"),
    (r"\bħuna?\b", "an"),
    (rf"({_NUMBER}) ħa (?={_NUMBER})", r"\1 to "),
    (rf"^(\W*)ħde (?={_NUMBER} to {_NUMBER})", r"\1"),
    (rf"({_NUMBER}) ħde (?={_NUMBER})", r"\1 of "),
    (rf"\bħdel?\b(?! {_NUMBER})", "the"),
    (rf"^(\W*)the (?={_NUMBER}\W*$)", r"\1"),
    (rf"({_NUMBER}) ħsobr (?=10|ten)", r"\1 out of "),
    (rf"({_NUMBER}) ħ(?:punto|coma) (?={_NUMBER})", r"\1 point "),
    (rf"\bħcomo (?=(?:about )?{_NUMBER})", "about "),
    (rf"\bhave (?=(?:about |maybe )*{_NUMBER})", "age "),
    (r"^(\W*)is (?=\S)", r"\1it is "),
)


def _stem(word: str) -> str:
    """The word without the ending of its plural: "pulgares" and "pulgar", "veces" and "vez"."""
    for ending in "se":
        if len(word) > 3 and word.endswith(ending):
            word = word[:-1]
    return f"{word[:-1]}c" if word.endswith("z") else word


SPANISH = Phrasebook(
    spoken_by(spanish_replies.TABLES + spanish_words.TABLES) | below_hundred() | hundreds(),
    _ANSWERS,
    stem=_stem,
).put
