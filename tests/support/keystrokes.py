"""What hands, pastes and broken programs may send to a line, and what must come of it.

Each input is made from its number alone, and so can be made again. What must come of it is
worked out beside it, by a small model of a line editor.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

SEED = 20261121
LEFT_OUT = "\0"
"""In the model: where a character stood that is left out, and said to be."""
ENTER = ("\r", "\r", "\r", "\n", "\x1b\r")
SCRIPTS = (
    (0x20, 0x7E), (0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x4FF), (0x530, 0x58F),
    (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x10A0, 0x10FF),
    (0x1100, 0x11FF), (0x1780, 0x17FF), (0x2000, 0x206F), (0x2190, 0x2BFF), (0x3000, 0x30FF),
    (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xE000, 0xE0FF), (0xFB1D, 0xFDFF), (0xFE00, 0xFEFF),
    (0xFFE0, 0xFFFF), (0x10300, 0x1034F), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF),
    (0x20000, 0x2A6DF), (0xE0000, 0xE007F), (0x10FF00, 0x10FFFF),
)  # fmt: skip
"""First and last code point of what text is drawn from."""
SIMPLE = ((0x20, 0x7E), (0xC0, 0xFF), (0x391, 0x3A1), (0x410, 0x44F), (0x4E00, 0x4FFF))
"""Letters that take a cell or two each: over these the model may move its cursor."""
SPECIAL = (
    "👩‍👩‍👧‍👦", "👍🏽", "🇪🇺", "1️⃣", "🏴\U000e0067\U000e0062\U000e007f", "❤️‍🔥", "e\u0301", "A\u030a",
    "\u212b", "\u0344", "\u1112\u1161\u11ab", "q\u0323\u0307", "z" + "\u0334\u0351" * 8, "\u0301",
    "ﬁ ½ ²", "שלום", "مرحبا", "a\u202eb\u202cc", "\u2066x\u2069", "\u200f", "\u200bx\u200b",
    "\u00a0x\u00a0", "\u3000x\u3000", "\u2003", "\ufeffx\ufeff", "\u00ad", "x\u2028y\u2029z",
    "\ufdd0", "\ufffd", "\uffff", "\U0010ffff", "नमस्ते", "ประเทศไทย", "日本語", "한국어",
    "tiếng Việt",
)  # fmt: skip
MARKUP = (
    "[red]x[/red]", "[/]", "{{ x }}", "{% x %}", "#panic()", "<b>y</b>", "&amp;", "$x^2$",
    "*a* _b_",
    "`x`", "\\e[31m", "\\x1b", "\\u0041", "\\", "\\\\", "%s %(x)s {0}", "'; --", "!!python/name:x",
    "&a *a", "- x: y", "null", "~", "yes", "no", "---", "...", "|", ">-", "key: value", "# x", "@x",
    '"', "'", '"x', "{a: b}", "[a, b]", "? x", ":", "!x", "$(id)", "${HOME}", "!!", "!1", "^a^b",
)  # fmt: skip
NO_TEXT = (
    "\x1b[A", "\x1b[B", "\x1bOA", "\x1bOB", "\x1b[5~", "\x1b[6~", "\x1b[2~", "\x1bOP", "\x1bOQ",
    "\x1bOR", "\x1bOS", "\x1b[11~", "\x1b[15~", "\x1b[24~", "\x1b[1;2P", "\x1b[15;5~", "\x1b[Z",
    "\x1b[1;2A", "\x1b[1;5B", "\x1b[I", "\x1b[O", "\x1b[97;5u", "\x1b[200~", "\x1b[201~", "\x1b[m",
    "\x1b[38;2;1;2;3m", "\x1b[?1049h", "\x1b[2J", "\x1b[ q", "\x1b[!p", "\x1b[>0c", "\x1b[6n",
    "\x1b[[A", "\x1b[[E", "\x1b\x1b[A", "\x1b\x1b[5~", "\x1b\x1bOA", "\x0c", "\x0e", "\x0f", "\x10",
    "\x11", "\x12", "\x13", "\x16", "\x18", "\x1b\x0c",
)  # fmt: skip
"""Keys that type nothing: of a history, of functions, of chords; and what terminals answer."""
TOLD = ("\x00", "\x07", "\x1d", "\x1e")
"""Control characters that are no key for anything: left out, and said so."""
STRINGS = (
    ("\x1b]0;owned\x07", f"]0;owned{LEFT_OUT}"),
    ("\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\", "]8;;http://x\\y]8;;\\"),
    ("\x1bP1$r0m\x1b\\", "P1$r0m\\"),
    ("\x1b_x\x1b\\", "_x\\"),
    ("\x1b^x\x1b\\", "^x\\"),
    ("\x1bXx\x1b\\", "Xx\\"),
    ("\x1bc", "c"),
    ("\x1b(0", "(0"),
    ("\x1b#8", "#8"),
    ("\x1b7\x1b8", "78"),
    ("\x1b]52;c;aGk=\x07", f"]52;c;aGk={LEFT_OUT}"),
)
"""Strings of sequences: what of them is text, is text; that a control character came is told."""
BROKEN = (
    b"\x80", b"\xbf\xbf", b"\xc0\xaf", b"\xc1x", b"\xe9", b"\xe9t\xe9", b"caf\xe9 ", b"\xc3",
    b"\xe2\x82",
    b"\xf0\x9f\x92", b"\xf0\x9f", b"\xf5\x80", b"\xff", b"\xfe\xff", b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf",
    b"\x93x\x94",
    b"a\x9bb", b"\xe4\xbd", b"\xe6\x97x", b"\xc2", b"\x81\x40",
)  # fmt: skip
"""Bytes that are no characters: other encodings, lone surrogates, what is cut short or too long."""


@dataclass(frozen=True, kw_only=True)
class Input:
    """What is sent, and what must come of it."""

    sent: bytes
    text: str
    """What is kept."""
    first: bytes = b""
    """A key that is sent, and echoed, before the rest."""
    left_out: bool = False
    """Whether it must be said that something was left out."""
    unreadable: bool = False
    """Whether it must be refused."""


@dataclass
class Hands:
    """Somebody typing: what was sent so far, and the lines that it has come to."""

    chance: Random
    sent: bytearray = field(default_factory=bytearray)
    lines: list[list[str]] = field(default_factory=lambda: [[]])
    at: int = 0
    unreadable: bool = False

    @property
    def line(self) -> list[str]:
        """The line that is being typed."""
        return self.lines[-1]

    def key(self, sent: str | bytes) -> None:
        """Send something that does nothing."""
        self.sent += sent if isinstance(sent, bytes) else sent.encode()

    def type(self, text: str, *, comes_to: str | None = None) -> None:
        """Send text, which goes where the cursor is."""
        self.key(text)
        come = text if comes_to is None else comes_to
        self.line[self.at : self.at] = come
        self.at += len(come)

    def enter(self) -> None:
        """End a line and begin the next."""
        self.key(self.chance.choice(ENTER))
        self.lines.append([])
        self.at = 0

    def is_simple(self) -> bool:
        """Whether the model knows how the cursor moves over the line."""
        return all(any(low <= ord(one) <= high for low, high in SIMPLE) for one in self.line)

    def input(self) -> Input:
        """All that was typed, ended by Enter."""
        text = "\n".join("".join(line) for line in self.lines)
        spaced = text.replace("\t", " ")
        kept = "".join(one for one in spaced if not _is_left_out(one))
        left_out = len(kept) < len(spaced) or "\t" in text.strip()
        return Input(
            sent=bytes(self.sent) + self.chance.choice(ENTER).encode(),
            text="" if self.unreadable else unicodedata.normalize("NFC", kept).strip(),
            left_out=left_out and not self.unreadable,
            unreadable=self.unreadable,
        )


def _is_left_out(one: str) -> bool:
    return one in f"{LEFT_OUT}\u2028\u2029"


def _drawn(chance: Random, ranges: tuple[tuple[int, int], ...], most: int) -> str:
    low, high = chance.choice(ranges)
    return "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, most)))


def script(hands: Hands) -> None:
    """Letters of one script."""
    hands.type(_drawn(hands.chance, SCRIPTS, 12))


def plain(hands: Hands) -> None:
    """Letters that the model can move over."""
    hands.type(_drawn(hands.chance, SIMPLE, 12))


def anything(hands: Hands) -> None:
    """Any characters at all, control and half characters aside."""
    drawn = (chr(hands.chance.randint(0x20, 0x10FFFF)) for _ in range(8))
    hands.type("".join(one for one in drawn if unicodedata.category(one) not in ("Cc", "Cs")))


def special(hands: Hands) -> None:
    """Joined emoji, marks upon marks, right to left, spaces of every kind."""
    hands.type(hands.chance.choice(SPECIAL))


def markup(hands: Hands) -> None:
    """What means something to another program."""
    hands.type(hands.chance.choice(MARKUP))


def spaces(hands: Hands) -> None:
    """Spaces and tabs, outer ones too."""
    hands.type(hands.chance.choice((" ", "   ", "\t", " \t ", "x\ty")))


def no_text(hands: Hands) -> None:
    """A key that types nothing."""
    hands.key(hands.chance.choice(NO_TEXT))


def told(hands: Hands) -> None:
    """A control character for nothing."""
    hands.type(hands.chance.choice(TOLD), comes_to=LEFT_OUT)


def c1(hands: Hands) -> None:
    """A control character of the upper half, alone or as the beginning of a sequence."""
    hands.type(chr(hands.chance.randint(0x80, 0x9F)), comes_to=LEFT_OUT)
    if hands.chance.random() < 0.3:
        hands.type("31m")


def escaped(hands: Hands) -> None:
    """Escape hit before a key: nothing is taken of what follows."""
    key = hands.chance.choice("acx129.,?AZ]é漢")
    hands.type("\x1b" * hands.chance.randint(1, 2) + key, comes_to=key)


def string(hands: Hands) -> None:
    """A string of sequences: never acted upon."""
    sent, text = hands.chance.choice(STRINGS)
    hands.type(sent, comes_to=text)


def broken(hands: Hands) -> None:
    """Bytes that are no characters."""
    hands.key(hands.chance.choice(BROKEN))
    hands.type("x")  # so that no byte of what follows completes them
    hands.unreadable = True


def broken_end(hands: Hands) -> None:
    """The same, right before Enter."""
    hands.key(hands.chance.choice(BROKEN))
    hands.unreadable = True
    hands.enter()


def cut_sequence(hands: Hands) -> None:
    """The beginning of a sequence: a letter ends it, and anything else is not taken by it."""
    hands.key(hands.chance.choice(("\x1b[", "\x1b[3", "\x1b[1;", "\x1b[?25", "\x1b[ ")))
    if hands.chance.random() < 0.5:
        hands.key(hands.chance.choice("mZr"))
        return
    hands.type("", comes_to=LEFT_OUT)
    if hands.chance.random() < 0.5:
        hands.enter()
    else:
        hands.type(hands.chance.choice("é漢\u200f😀"))


def long(hands: Hands) -> None:
    """Five thousand characters, on the last line."""
    hands.type((_drawn(hands.chance, SIMPLE, 60) * 5000)[:5000])


def several(hands: Hands) -> None:
    """Further lines that come with the one before."""
    for _ in range(hands.chance.randint(1, 3)):
        hands.enter()
        hands.type(_drawn(hands.chance, SCRIPTS, 12))


def bracketed(hands: Hands) -> None:
    """A paste in brackets: its text."""
    hands.key("\x1b[200~")
    hands.type(_drawn(hands.chance, SCRIPTS, 8))
    hands.enter()
    hands.type(_drawn(hands.chance, SCRIPTS, 8))
    hands.key("\x1b[201~")


def move(hands: Hands) -> None:
    """Home, End and the arrows, by any of the ways keyboards send them."""
    keys: dict[int, tuple[str, ...]] = {
        0: ("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~", "\x01"),
        len(hands.line): ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~", "\x05"),
        max(hands.at - 1, 0): ("\x1b[D", "\x1bOD", "\x02"),
        min(hands.at + 1, len(hands.line)): ("\x1b[C", "\x1bOC", "\x06"),
    }
    hands.at = hands.chance.choice(list(keys))
    hands.key(hands.chance.choice(keys[hands.at]))


def delete(hands: Hands) -> None:
    """Take letters back, before the cursor or after it, one or all."""
    line, at = hands.line, hands.at
    how = hands.chance.randrange(5)
    if how == 0 and at < len(line):
        hands.key(hands.chance.choice(("\x1b[3~", "\x04")))
        del line[at]
    elif how == 1:
        hands.key("\x0b")
        del line[at:]
    elif how == 2:
        hands.key("\x15")
        del line[:at]
        hands.at = 0
    elif how == 3:
        hands.key("\x17")
        word = len("".join(line[:at]).rstrip(" ").rpartition(" ")[0])
        start = word + 1 if " " in "".join(line[:at]).rstrip(" ") else 0
        del line[start:at]
        hands.at = start
    else:
        rub_out(hands)


def rub_out(hands: Hands) -> None:
    """The key that takes back one letter."""
    if hands.at and hands.is_simple():
        hands.key(hands.chance.choice(("\x7f", "\x08")))
        hands.at -= 1
        del hands.line[hands.at]


Doing = Callable[[Hands], None]
TEXTS: tuple[Doing, ...] = (script, script, plain, plain, anything, special, markup, spaces)
STRANGE: tuple[Doing, ...] = (no_text, no_text, told, c1, escaped, string, bracketed, several)
EDITS: tuple[Doing, ...] = (move, move, delete)


def line_input(number: int, *, first: str = "") -> Input:
    """The input of a number, for a line that is edited before Enter."""
    chance = Random(f"{SEED} line {number}")
    hands = Hands(chance)
    hands.type(first)
    for _ in range(chance.randint(1, 6)):
        roll = chance.random()
        if roll < 0.45:
            chance.choice(TEXTS)(hands)
        elif roll < 0.72:
            chance.choice(STRANGE)(hands)
        elif roll < 0.76:
            cut_sequence(hands)
        elif roll < 0.79:
            chance.choice((broken, broken_end))(hands)
        elif hands.is_simple():
            chance.choice(EDITS)(hands)
        else:
            plain(hands)
    if chance.random() < 0.005:
        long(hands)
    whole = hands.input()
    return replace(whole, first=first.encode(), sent=whole.sent[len(first) :])


def key_input(number: int) -> Input:
    """The input of a number, where a figure is enough; all of it comes at once, or a letter first.

    What comes at once is no line yet: in it letters are taken back, and no cursor is moved.
    """
    chance = Random(f"{SEED} key {number}")
    if chance.random() < 0.4:
        figure = chance.choice("0123456789")
        before = chance.choice(("", "", *NO_TEXT))
        return Input(
            sent=f"{before}{figure}{chance.choice(('', figure, '.'))}".encode(), text=figure
        )
    if chance.random() < 0.4:
        return line_input(number, first=chance.choice("abcdxyz"))
    hands = Hands(chance)
    for _ in range(chance.randint(1, 4)):
        chance.choice((*TEXTS, *STRANGE, rub_out, broken))(hands)
    return hands.input()


def note_input(number: int) -> Input:
    """The input of a number, which nobody could take for anything but words."""
    return line_input(number, first="Note ")
