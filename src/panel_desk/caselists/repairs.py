"""Reads single cells: text, numbers of children, codes and yes or no, each with what was repaired and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from panel_desk.caselists.aliases import CellWords, heading_words
from panel_desk.caselists.findings import NOTHING, Reading
from panel_desk.caselists.grid import Cell, Day, Moment, shown

LONG_TEXT = 32_767
"""Characters a reason or a description may have: what one cell of a workbook can hold."""
SHORT_TEXT = 500

ReadCell = Callable[[Cell], Reading]
"""How the cells of one column are read."""

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_PREFIX = re.compile(r"^[A-Za-z]{1,2}\d{0,2}\)\s*(?=\S)")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf]|â€|Å[\u0080-\u00bf]|�")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_ZERO_FRACTION = re.compile(r"(\d+)[.,]0+")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_NUMBERED = re.compile(r"^(?:(?:level|score|grade|tier)\s*)?\d{1,2}\s*(?:[-–—:.)=]\s*|\s)(?=[^\W\d])", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"\s*(?:[-–—:]\s*\d{1,2}|\(\d{1,2}\))$")
_FIRST_WORD = re.compile(r"([^\W\d_]+|[✓✔☑✗✘])(?:\s*[-–—,;:./(]|\s*$)")
_YEARS = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:y|yr|yrs|years?)?\.?(?:\s*old)?", re.IGNORECASE | re.ASCII)
_NHS_WORD = re.compile(r"^NHS\s*(?:numbers?|no|n°|#)?\s*[.:#]*\s*(?=\d)", re.IGNORECASE)
_NHS_MARKS = re.compile(r"(?<=\d)[\s.\-–]+(?=\d)")
_LOCAL_ID_LIMIT = 40


def clean(text: str, *, names: bool = False) -> tuple[str, str]:
    """Text without what cannot be seen, and why it was changed; empty where only outer spaces went.

    Args:
        text: As on the list.
        names: Also make curly apostrophes straight and join runs of spaces, so that one name is always one text.
    """
    trimmed = text.strip(" ")
    if trimmed[:2] == '="' and (found := _TEXT_FORMULA.fullmatch(trimmed)):
        return found.group(1).strip(), "the formula that makes a cell text removed"
    if trimmed.isascii() and trimmed.isprintable() and "  " not in trimmed and not (names and "`" in trimmed):
        return trimmed, ""
    reasons = []
    for pattern, becomes, why in (
        (_SPACES, " ", "non-breaking space"),
        (_INVISIBLE, "", "invisible characters removed"),
        (_CONTROL, "", "control characters removed"),
    ):
        changed = pattern.sub(becomes, trimmed)
        if changed != trimmed:
            reasons.append(why)
            trimmed = changed
    composed = unicodedata.normalize("NFC", trimmed)
    if composed != trimmed:
        reasons.append("letters and their accents joined")
        trimmed = composed
    if names:
        straight = trimmed.replace("’", "'").replace("‘", "'").replace("`", "'")
        if straight != trimmed:
            reasons.append("curly apostrophe made straight")
            trimmed = straight
        joined = " ".join(trimmed.split())
        if joined != trimmed.strip():
            reasons.append("spaces or line breaks inside joined")
        trimmed = joined
    return trimmed.strip(), "; ".join(reasons)


def reading(value: object, became: str, why: str, warning: str = "") -> Reading:
    """A reading that is a repair exactly where there is a reason for one."""
    return Reading(value=value, became=became if why else None, why=why, warning=warning)


def emptied(why: str = "says that nothing is known") -> Reading:
    """A cell taken as empty, which is a repair."""
    return Reading(value=None, became="", why=why)


def says_nothing(text: str, words: CellWords) -> bool:
    """Whether a text is one of the words for “not known”."""
    return len(text) < 40 and text.casefold() in words.empty


def text_reader(words: CellWords, *, limit: int, names: bool = False, coded: bool = False) -> ReadCell:
    """Free text: a name, a school, a reason.

    Args:
        words: The words for “not known”.
        limit: Longer texts are left out with a reason; they are never cut.
        names: A name of a person: curly apostrophes and inner spaces are repaired too.
        coded: Answers from a fixed list may carry a letter, as in ``a) WBRI``.
    """

    def read(cell: Cell) -> Reading:
        if cell is None:
            return NOTHING
        raw = cell if isinstance(cell, str) else shown(cell)
        text, why = clean(raw, names=names or limit <= SHORT_TEXT)
        if not text:
            return emptied("only invisible characters") if why else NOTHING
        if len(text) > limit:
            return Reading(failed=f"the text has {len(text):,} characters; at most {limit:,} are read")
        if says_nothing(text, words):
            return emptied()
        if coded and (plain := _PREFIX.sub("", text)) != text:
            text, why = plain, "; ".join(filter(None, (why, "letter of the answer list removed")))
            if says_nothing(text, words):
                return emptied(f"{why}; says that nothing is known")
        return reading(text, text, why, _suspicious(text, names=names))

    return read


def _suspicious(text: str, *, names: bool) -> str:
    if _MOJIBAKE.search(text):
        return "the text looks as if it was saved in the wrong encoding before it reached the desk"
    if names and "?" in text:
        return "a “?” stands where a letter was lost before the list reached the desk; ask the sender"
    if text[0] in "=@" and len(text) > 1:
        return "looks like a formula; kept as plain text"
    return ""


def local_id_reader(words: CellWords) -> ReadCell:
    """The child's number: text, leading zeros kept; numbers of workbooks lose their empty decimal places."""

    def read(cell: Cell) -> Reading:
        if cell is None:
            return NOTHING
        if isinstance(cell, str):
            is_number = cell.isascii() and cell.isdigit() and len(cell) <= _LOCAL_ID_LIMIT
            return Reading(value=cell) if is_number else _id_text(cell, words)
        if isinstance(cell, Day | Moment):
            return Reading(failed=f"{shown(cell)} is a date, not a child's number")
        if not cell.is_integer() or cell < 0 or cell >= 1e15:
            return Reading(failed=f"{shown(cell)} is no whole number, so it is no child's number")
        return Reading(value=str(int(cell)))

    return read


def _id_text(raw: str, words: CellWords) -> Reading:
    text, why = clean(raw, names=True)
    if not text:
        return NOTHING
    if says_nothing(text, words):
        return emptied()
    whole = _ZERO_FRACTION.fullmatch(text)
    if whole:
        text, why = whole.group(1), "a number was saved with decimal places"
    elif text[0] == "'" and len(text) > 1:
        text, why = text.strip("'"), "the mark that makes a cell text removed"
    elif _SCIENTIFIC.fullmatch(text):
        return Reading(failed=f"{text} was rounded by a spreadsheet, so the child's number is lost")
    elif _THOUSANDS.fullmatch(text):
        text, why = text.replace(",", ""), "commas between thousands removed"
    elif not text.isascii() and (plain := unicodedata.normalize("NFKC", text)) != text:
        text, why = plain, "; ".join(filter(None, (why, "wide or raised letters made plain")))
    if len(text) > _LOCAL_ID_LIMIT:
        return Reading(failed=f"a text of {len(text):,} characters is no child's number")
    has_digit = any(c.isdigit() for c in text)
    if not has_digit and " " in text:
        return Reading(failed=f"“{text}” is no child's number")
    return Reading(value=text, became=text if why else None, why=why, warning=_doubtful_id(text, has_digit=has_digit))


def _doubtful_id(text: str, *, has_digit: bool) -> str:
    if not has_digit:
        return "has no digit in it; is it a child's number?"
    if any(mark in text for mark in ";&") or ", " in text:
        return "looks like more than one number; it was taken as one"
    return "looks like a formula; kept as plain text" if text[0] in "=@+" else ""


def choice_reader(words: CellWords, meanings: Mapping[str, str], *, strict: bool = False) -> ReadCell:
    """An answer from a known list: sex, risk, kind of episode.

    Args:
        words: The words for “not known”.
        meanings: Word → how the desk writes it.
        strict: An answer that is not known fails; otherwise it is kept as written.
    """

    def read(cell: Cell) -> Reading:
        if cell is None:
            return NOTHING
        text, why = clean(shown(cell), names=True)
        plain = _PREFIX.sub("", text)
        if plain != text:
            why = "; ".join(filter(None, (why, "letter of the answer list removed")))
        meant = _meant(plain, meanings) if len(plain) < 80 else None
        if meant is not None:
            if plain != meant and plain.casefold() != meant.casefold():
                why = "; ".join(filter(None, (why, f"“{plain}” means {meant}")))
            elif plain != meant:
                why = "; ".join(filter(None, (why, "capitals")))
            return reading(meant, meant, why)
        if not plain or says_nothing(plain, words):
            return emptied() if plain else NOTHING
        if strict or len(plain) > SHORT_TEXT:
            return Reading(failed=f"“{plain[:60]}” is not an answer the desk knows")
        return reading(plain, plain, why)

    return read


def _meant(plain: str, meanings: Mapping[str, str]) -> str | None:
    """What an answer means, also where its number stands with it: ``3 - High``, ``High (3)``, ``Level 2: Medium``."""
    if found := meanings.get(heading_words(plain)):
        return found
    bare = _NUMBER_AFTER.sub("", _NUMBERED.sub("", plain))
    return meanings.get(heading_words(bare)) if bare != plain else None


def kind_reader(words: CellWords, meanings: Mapping[str, str]) -> ReadCell:
    """A kind of episode or concern; the source's own code (``M``, ``Missing``) is no repair."""
    read_choice = choice_reader(words, meanings, strict=True)

    def read(cell: Cell) -> Reading:
        found = read_choice(cell)
        plain = shown(cell).strip(" ").casefold() if cell is not None else ""
        return Reading(value=found.value) if found.value is not None and plain in meanings else found

    return read


def yes_no_reader(words: CellWords, *, marks: bool = False) -> ReadCell:
    """Yes, no, or not said. ``NA`` is the code of the national data set for “not applicable”: no repair.

    Args:
        words: The words for yes, no and “not known”.
        marks: A mark (``x``) says yes too: in a column for one type of exploitation.
    """

    def read(cell: Cell) -> Reading:
        if cell is None:
            return NOTHING
        text, why = clean(shown(cell), names=True)
        plain = _PREFIX.sub("", text).casefold()
        if len(plain) != len(text):
            why = "; ".join(filter(None, (why, "letter of the answer list removed")))
        if marks and plain in words.marks:
            return reading(True, "Yes", "a mark says yes")  # noqa: FBT003  (the value that was read)
        if plain in words.yes or plain in words.no:
            value = plain in words.yes
            if not why and len(plain) > 5:
                why = f"“{text}” means {'yes' if value else 'no'}"
            return reading(value, "Yes" if value else "No", why)
        if plain in words.not_applicable or not plain:
            return reading(None, "", why)
        return emptied() if says_nothing(plain, words) else _yes_no_with_remark(text, plain, words)

    return read


def _yes_no_with_remark(text: str, plain: str, words: CellWords) -> Reading:
    """Yes or no where a remark follows it: ``yes - by letter``, ``n (refused)``, ``1 - yes``."""
    found = _FIRST_WORD.match(_NUMBERED.sub("", plain))
    word = found.group(1) if found else ""
    if word in words.yes or word in words.no:
        said = word in words.yes
        return reading(said, "Yes" if said else "No", f"begins with “{word}”; the rest was left out")
    return Reading(became="", why="neither yes nor no", warning=f"“{text[:60]}” is neither yes nor no; left empty")


def count_reader(words: CellWords, *, most: int, years: bool = False) -> ReadCell:
    """A whole number of episodes, or of completed years: ``15.6`` and ``15 yrs`` are 15."""

    def read(cell: Cell) -> Reading:
        if cell is None:
            return NOTHING
        text, why = clean(shown(cell), names=True)
        if not text or says_nothing(text, words):
            return emptied() if text else NOTHING
        whole = _ZERO_FRACTION.fullmatch(text)
        if whole:
            text, why = whole.group(1), "a number was saved with decimal places"
        elif years and not text.isdigit() and (found := _YEARS.fullmatch(text)):
            text, why = found.group(1), "completed years"
        if text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= most:
            return reading(int(text), text, why)
        return Reading(became="", why="not a whole number", warning=f"“{text[:60]}” is not a whole number; left empty")

    return read


def nhs_reader(words: CellWords) -> ReadCell:
    """An NHS number: ten digits; a wrong check digit warns and never rejects."""
    from panel_desk.domain.children.identity import nhs_number_is_valid  # noqa: PLC0415  (brings stdnum, 60 ms)

    def written(text: str) -> str:
        whole = _ZERO_FRACTION.fullmatch(text)
        return _NHS_MARKS.sub("", whole.group(1) if whole else _NHS_WORD.sub("", text))

    how, wrong = "written as ten digits", "the check digit of this NHS number is wrong"
    return _checked_number_reader(words, "an NHS number", written, how, (nhs_number_is_valid, wrong))


def upn_reader(words: CellWords) -> ReadCell:
    """A unique pupil number, or one of UN1 to UN5; a wrong check letter warns and never rejects."""
    from panel_desk.domain.children.identity import upn_is_valid  # noqa: PLC0415  (brings stdnum, 60 ms)

    def written(text: str) -> str:
        return text.upper().replace(" ", "")

    how, wrong = "written in capitals without spaces", "the check letter of this UPN is wrong"
    return _checked_number_reader(words, "a UPN", written, how, (upn_is_valid, wrong))


def _checked_number_reader(
    words: CellWords,
    what: str,
    written: Callable[[str], str],
    how: str,
    check: tuple[Callable[[str], bool], str],
) -> ReadCell:
    """A number with a check character: the way it is written, how to say so, and the check with its warning."""
    is_valid, wrong = check

    def read(cell: Cell) -> Reading:
        if cell is None:
            return NOTHING
        text, why = clean(shown(cell), names=True)
        if not text or says_nothing(text, words):
            return emptied() if text else NOTHING
        if _SCIENTIFIC.fullmatch(text):
            return Reading(failed=f"{text} was rounded by a spreadsheet, so the number is lost")
        number = written(text)
        if number != text:
            why = "; ".join(filter(None, (why, how)))
        if len(number) > SHORT_TEXT:
            return Reading(failed=f"far too long for {what}")
        return reading(number, number, why, "" if is_valid(number) else wrong)

    return read
