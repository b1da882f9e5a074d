"""What a terminal sends, taken apart: letters, keys that edit the line, and what is neither."""

from __future__ import annotations

from codecs import getincrementaldecoder

HOME, LEFT, END, RIGHT = "\x01", "\x02", "\x05", "\x06"
RUB_OUT, DELETE = "\x7f", "\x18"
WORD_LEFT, WORD_RIGHT, DELETE_WORD, RUB_OUT_WORD = "\x10", "\x0e", "\x0c", "\x17"
END_OR_DELETE, BACKSPACE, DELETE_ALL, SWAP, RUB_OUT_ALL = "\x04", "\x08", "\x0b", "\x14", "\x15"
"""Keys that edit, some of them by the control character that every line editor knows."""

_PASSED = (
    f"{HOME}{LEFT}{END}{RIGHT}{RUB_OUT}{RUB_OUT_WORD}{RUB_OUT_ALL}{DELETE_ALL}{SWAP}\x04\x08\t\n\r"
)
"""Control characters that edit, or end the line or the input."""
_PRESSED = "\x0c\x0e\x0f\x10\x11\x12\x13\x16\x18\x19\x1f"
"""Chords pressed out of habit: to search, save, cut, quote, clear the screen. Here for nothing."""
_LONGEST = 64
"""Characters of a sequence; what goes on longer is none."""

_MEANT = {
    HOME: ("[H", "OH", "[1~", "[7~"),
    END: ("[F", "OF", "[4~", "[8~"),
    LEFT: ("[D", "OD"),
    RIGHT: ("[C", "OC"),
    WORD_LEFT: ("b", "[1;5D", "[1;3D"),
    WORD_RIGHT: ("f", "[1;5C", "[1;3C"),
    DELETE: ("[3~",),
    DELETE_WORD: ("d", "[3;5~"),
    RUB_OUT_WORD: (RUB_OUT, "\x08"),
}
"""What follows Escape when a key is pressed that edits."""
_NUMBER_PAD = dict(zip("Mklmnojpqrstuvwxy", "\r+,-./*0123456789", strict=True))
"""What follows Escape and `O` when the number pad sends sequences."""
_KEYS = {sent: key for key, ways in _MEANT.items() for sent in ways}
_KEYS |= {f"O{sent}": key for sent, key in _NUMBER_PAD.items()}
_UNUSED = "ABEPQRS"
"""The letters after `O` of keys without a meaning here: up, down, the first function keys."""


class KeySequences:
    """Takes what a terminal sends, and makes of it letters and keys for a line editor.

    Nothing else comes out: no sequence, no other control character, no half a letter.
    """

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decoder = getincrementaldecoder(encoding)(errors="surrogateescape")
        self._begun = ""
        self.left_out = False
        """Whether a control character came that is no key for anything."""
        self.unreadable = False
        """Whether bytes came that are no letters."""

    def forget(self) -> None:
        """Begin anew: what came before is told."""
        self.left_out = self.unreadable = False

    def take(self, sent: bytes, *, late: bool = False) -> str:
        """What the bytes come to; `late` if some time went by since those before."""
        letters = self._decoder.decode(sent)
        begun = ""
        if late and letters:
            # Keys send their sequence at once: this Escape was hit by a slow hand.
            begun, self._begun = self._begun[1:], ""
        return begun + "".join(map(self._taken, letters))

    def _taken(self, char: str) -> str:
        begun, self._begun = self._begun, ""
        return self._sequence(begun + char) if begun else self._alone(char)

    def _alone(self, char: str) -> str:
        if char == "\x1b":
            self._begun = char
        elif "\ud800" <= char <= "\udfff":
            self.unreadable = True
        elif (char >= " " and not "\x7f" <= char < "\xa0") or char in _PASSED:
            return char
        elif char not in _PRESSED:
            self.left_out = True
        return ""

    def _sequence(self, sent: str) -> str:
        """What Escape and the characters after it come to, or nothing while more may follow."""
        said, last = sent[1:], sent[-1]
        if said in _KEYS:
            return _KEYS[said]
        if said in {"[", "O", "[["}:
            self._begun = sent
        elif said[0] == "[":
            return self._in_brackets(sent)
        elif said[0] == "O" and said != "O":
            return "" if last in _UNUSED else f"O{self._alone(last)}"
        else:  # Escape was hit by accident: it takes nothing of what follows
            return self._alone(last)
        return ""

    def _in_brackets(self, sent: str) -> str:
        last = sent[-1]
        if "@" <= last <= "~":
            return ""
        if not " " <= last <= "?":  # it was cut short
            self.left_out = True
            return self._alone(last)
        if len(sent) > _LONGEST:
            return sent[1:]
        self._begun = sent
        return ""
