"""Every word that a date is made of, as plain tables.

Each word has a kind of one letter, so that the kinds of a phrase make a string, and a regular
expression over that string says what the phrase looks like:

    n number    o ordinal    y year    m month    w weekday    c decade
    s season or feast    P summers, winters    E weekend    z time of day
    Y M W D H   units, from years down to hours    q vague amount    h half    A a, an
    v today, yesterday, tomorrow    N now
    l last    t this    x next    p past    a ago    f from now    i in    < less than
    e early, middle, late    k was, age    K my    b between    r to, or, and
    - / .       between numbers    ~ about, maybe    _ changes nothing
    S T         numbers said in words, and "thousand", before they are put together
"""

from __future__ import annotations

from collections.abc import Mapping

FIRST_FEAST = 4
"""The seasons of four months come before the feasts."""
FALL = 9
"""The value of "fall" among the seasons: it may as well be an accident."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "m": (
        *("", "january jan", "february feb", "march mar", "april apr", "may", "june jun"),
        *("july jul", "august aug", "september sept sep", "october oct", "november nov"),
        "december dec",
    ),
    "w": (
        *("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs"),
        *("friday fri", "saturday sat", "sunday sun"),
    ),
    "s": (
        *("spring springtime", "summer summertime", "autumn", "winter wintertime"),
        *("christmas xmas", "easter", "newyear", "thanksgiving", "halloween", "fall"),
    ),
    "Y": ("", "year years yr yrs y", *("",) * 8, "decade decades"),
    "M": ("", "month months mth mths mo mos"),
    "W": ("", "week weeks wk wks w", "fortnight fortnights"),
    "D": ("", "day days d"),
    "H": ("minute minutes min mins moment", "hour hours hr hrs h"),
    "h": ("half",),
    "A": ("", "a an"),
    "v": ("ereyesterday", "yesterday", "today tonight", "tomorrow", "overmorrow"),
    "N": ("now present",),
    "z": ("night", "morning afternoon evening noon midday lunchtime"),
    "E": ("weekend",),
    "l": ("last previous",),
    "t": ("this current",),
    "x": ("next coming upcoming",),
    "p": ("past",),
    "a": ("ago back",),
    "f": ("hence",),
    "i": ("in",),
    "<": ("within under",),
    "e": ("early earlier beginning start", "mid middle", "late end"),
    "P": ("springs", "summers", "autumns", "winters"),
    "k": ("was were turned being age aged at old yo",),
    "K": ("my his her their",),
    "b": ("between",),
    "r": ("to until till through thru", "or", "and &"),
    "-": ("-",),
    "/": ("/",),
    ".": (".",),
    "~": (
        (
            "about around round roughly approximately approx circa ca c maybe perhaps probably "
            "possibly think believe guess say like ish almost nearly sometime very just only "
            "~ ? ≈ ±"
        ),
    ),
    "_": (
        (
            "of the on since from for during it i i've he she they when started began begun "
            "noticed happened had have has been um uh er well so please time some "
            ", ! ; : ( ) \" “ ” '"
        ),
    ),
}
"""By kind, the groups of words that mean the same. A word's value is the place of its group."""

TODAY = 2
"""The value of "today" among the words for days."""

TO, OR, AND = 0, 1, 2
"""The values of the words that join."""

VAGUE: Mapping[str, tuple[int, int]] = {"couple": (2, 3), "few": (2, 5)}
"""Amounts that are more than one number: the least and the most they may be."""

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
NTH = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

AS_ONE: Mapping[str, str] = {
    "day before yesterday": "ereyesterday",
    "day after tomorrow": "overmorrow",
    "new years": "newyear",
    "new year": "newyear",
    "newyear eve": "newyear",
    "newyear day": "newyear",
    "christmas eve": "christmas",
    "christmas day": "christmas",
    "a couple of": "couple",
    "couple of": "couple",
    "a couple": "couple",
    "a few": "few",
    "or so": "about",
    "more or less": "about",
    "just over": "about",
    "just under": "about",
    "a little over": "about",
    "a bit over": "about",
    "a little more than": "about",
    "a bit more than": "about",
    "less than": "within",
    "from now": "hence",
    "from today": "hence",
    "year before last": "2 years ago",
    "month before last": "2 months ago",
    "may have been": "maybe",
    "may have": "maybe",
    "may be": "maybe",
    "i may": "maybe",
    "it may": "maybe",
    "beginning of the year": "this year",
    "start of the year": "this year",
    "right now": "now",
    "first noticed": "noticed",
    "first started": "started",
    "y/o": "yo",
    "back in": "in",
    "over the": "in the",
    "in the last": "past",
    "within the last": "past",
    "during the last": "past",
    "in the past": "past",
    "within the past": "past",
    "during the past": "past",
    "it was": "it",
    "that was": "it",
    "it's been": "it",
    "first half of": "early",
    "second half of": "late",
}
"""Words that stand together for one; applied in this order."""
