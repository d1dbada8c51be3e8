"""A line as it was typed: made clean, compared without regard to case, accents and quotes, and cut at its clauses."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ue000]")
"""Controls, bidirectional overrides, byte order marks and halves of characters: nobody's words."""
_QUOTED = re.compile(r'(?<!\S)"(?>(?:[^"]|"")*)"(?=[\s:,;.]|$)')
MASK = "\ue000"
"""Stands for each hidden character; no clean line holds it."""
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_IN_NAMES = str.maketrans({"'": "", ".": "", '"': "", "-": " ", ",": " ", "&": " ", "/": " "})
_BECAUSE = re.compile(r"(?:^|(?<=[\s,;]))(?:because|bc|b/c|cos)\b[:,]?", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?:^|(?<=[\s,;]))(?:because|bc|b/c|cos|as(?! (?:of|well|soon|long)\b)|since|(due to|owing to))\b[:,]?\s+(?=\S)",
    re.IGNORECASE,
)
"""Words that may begin a reason where no “because” stands; inside one they are ordinary words."""
_COLON = re.compile(r":\s+(?=\S)")
_UNFINISHED = frozenset(
    re.findall(
        r"\w+",
        "the a an this that which who his their its our my no every each any some of at to for from into and or "
        "but if when while than is are was were be been being will would should must",
    )
)
"""Words that no reason ends with; one may end with “her”, “in”, “before”, or “being dealt with”."""


class Lack(Struct, frozen=True):
    """What a line lacks before it is a deed."""

    sentence: str
    """What is missing or ambiguous, and what to type."""
    wanted: str = ""
    """The same as a chip: ``by when?``"""


def printed(untrusted_text: str) -> str:
    """Typed or pasted text without what is no text, and with line breaks of one kind; joined letters stay joined."""
    return _UNPRINTED.sub("", _LINE_ENDS.sub("\n", untrusted_text))


def clean(line: str) -> str:
    """The line without what is no text, and with nothing around it."""
    return printed(line).strip()


def one_line(text: str) -> str:
    """With single spaces and no line breaks."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Comparable: without regard to case, accents, the kind of quotes and dashes, and the number of spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SAME))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def fold_name(text: str) -> str:
    """A name, comparable: ``Children’s social-care`` is ``childrens social care``, ``D.P.`` is ``dp``."""
    return " ".join(fold(text).translate(_IN_NAMES).split())


def masked(text: str) -> str:
    """The text with what stands in straight quotes hidden, character for character, so that no clause is seen there."""
    if '"' not in text:
        return text
    return _QUOTED.sub(lambda found: MASK * len(found[0]), text)


def bare(value: str) -> str:
    """A clause's words; where the whole is in straight quotes, what they hold."""
    value = value.strip()
    found = _QUOTED.fullmatch(value)
    return value[1:-1].replace('""', '"') if found else value


def is_quoted(value: str) -> bool:
    """Whether the whole value stands in straight quotes: it is meant literally."""
    return bool(_QUOTED.fullmatch(value.strip()))


def quoted(value: str) -> str:
    """In straight quotes, as ``bare`` takes them off again."""
    return '"' + value.replace('"', '""') + '"'


def cut_because(text: str) -> tuple[str, str | None]:
    """What stands before the first “because” and the reason after it; None where there is none."""
    found = _BECAUSE.search(masked(text))
    if found is None:
        return text.strip(), None
    return text[: found.start()].rstrip(" ,;"), text[found.end() :].strip()


def unannounced(said: str) -> str:
    """A reason without the word that begins it: ``as he left`` is “he left”, ``due to leave`` is “of leave”."""
    found = _SPOKEN.match(said)
    return f"{'of ' if found[1] else ''}{said[found.end() :]}" if found else said


def cut_spoken(text: str) -> tuple[str, str | None]:
    """As ``cut_because``, of a line without a “because”: at the first ``as``, ``since``, ``due to`` or colon."""
    hidden = masked(text)
    found = min(filter(None, (_SPOKEN.search(hidden), _COLON.search(hidden))), key=lambda f: f.start(), default=None)
    if found is None or not found.start():
        return text, None
    said = text[found.end() if found[0].startswith(":") else found.start() :]
    return text[: found.start()].rstrip(" ,;"), unannounced(said)


def stands_alone(before: str) -> bool:
    """Whether a clause after these words is one of its own, and not the end of what they say.

    ``the review on 3 dec`` and ``if the risk is high`` speak of a review and of a risk; neither is a clause.
    """
    words = before.split()
    return not words or words[-1][-1] in ",;.:!?" or fold(words[-1]) not in _UNFINISHED


def trimmed(words: str) -> str:
    """Without the punctuation that joined it to the next clause."""
    return words.strip().rstrip(",;:").rstrip()
