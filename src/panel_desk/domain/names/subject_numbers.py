"""NHS numbers and UPNs of others, however they are written: ``943 476 5919`` and ``943-476-5919`` are one number."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FEWEST_DIGITS = 5
"""Below it is no number of a person but “n/a” or “12”."""
_APART = re.compile(r"[\W_]+")
_GAP = r"[\W_]{0,3}"
_LIKE_NHS = re.compile(r"(?<!\d)\d{3}[ \-\u00a0]?\d{3}[ \-\u00a0]?\d{4}(?!\d)")


def numbers_in(text: str, numbers: Iterable[str]) -> tuple[str, ...]:
    """Which of thousands of numbers may stand in a text; gaps within them are aside."""
    letters = _together(text)
    plain = {number: _together(number) for number in numbers}
    lengths = {len(one) for one in plain.values() if _is_number(one)}
    stand = {letters[at : at + long] for long in lengths for at in range(len(letters) - long + 1)}
    return tuple(sorted(number for number, one in plain.items() if one in stand))


def like_nhs_number(text: str) -> tuple[str, ...]:
    """Digits that may be somebody's NHS number, without gaps."""
    return tuple(_together(found) for found in _LIKE_NHS.findall(text))


class OthersNumbers:
    """Some numbers, to be taken out of texts.

    Args:
        numbers: As they are held; gaps count for nothing.
    """

    def __init__(self, numbers: Iterable[str]) -> None:
        plain = sorted({one for number in numbers if _is_number(one := _together(number))}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_written, plain)), re.IGNORECASE) if plain else None

    def out_of(self, text: str, instead: str) -> str:
        """The text with something else in their places."""
        return self._pattern.sub(instead.replace("\\", r"\\"), text) if self._pattern else text

    def stand_in(self, text: str) -> bool:
        """Whether one does."""
        return bool(self._pattern and self._pattern.search(text))


def _together(text: str) -> str:
    return _APART.sub("", text).casefold()


def _is_number(plain: str) -> bool:
    return sum(letter.isdigit() for letter in plain) >= _FEWEST_DIGITS


def _written(plain: str) -> str:
    """Begins and ends where no further digit stands, or no further letter beside a letter."""
    begin = r"(?<!\d)" if plain[0].isdigit() else r"(?<![^\W_])"
    end = r"(?!\d)" if plain[-1].isdigit() else r"(?![^\W_])"
    return begin + _GAP.join(map(re.escape, plain)) + end
