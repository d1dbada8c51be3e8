"""Who may be the same child, or a twin: raised for a person to judge. Nothing merges by itself, no name alone matches.

Source of the check digits: NHS number modulus 11; unique pupil number (UPN) check letter, Department for Education.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from panel_desk.domain.children.cases import AlertKind, ChildFacts, IdentityAlert

NO_UPN_YET = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5"})
"""Codes that stand for “has no UPN”, with the reason: legal on lists, and no identity."""


_NHS_NUMBER = re.compile(r"(?!(\d)\1{9})\d{10}", re.ASCII)
_UPN = re.compile(r"[A-Z]\d{11}[A-Z\d]", re.ASCII)


def is_nhs_number(text: str) -> bool:
    """Whether a text has the form of an NHS number: ten digits, not all the same. ``Pending`` has not."""
    return _NHS_NUMBER.fullmatch(text) is not None


def is_upn(text: str) -> bool:
    """Whether a text has the form of a UPN of its own: a letter, eleven digits, a letter or digit; so not ``UN1``."""
    return _UPN.fullmatch(text) is not None


def nhs_number_joins(text: str) -> bool:
    """Whether an NHS number may tell whose an episode is: well formed, and with the right check digit (modulus 11)."""
    if not is_nhs_number(text):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(text, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(text[9])


def nhs_numbers_contradict(one: str, other: str) -> bool:
    """Whether two numbers cannot be of one child; a word in the place of a number contradicts nothing."""
    return one != other and is_nhs_number(one) and is_nhs_number(other)


def nhs_number_is_valid(nhs_number: str) -> bool:
    """Whether ten digits pass the modulus 11 check; spaces are allowed. A wrong one warns and never rejects."""
    from stdnum.gb import nhs  # noqa: PLC0415  (60 ms that only lists with NHS numbers pay)

    return bool(nhs.is_valid(nhs_number))


def upn_is_valid(upn: str) -> bool:
    """Whether a UPN passes its check letter, or is one of UN1 to UN5. A wrong one warns and never rejects."""
    from stdnum.gb import upn as pupil_number  # noqa: PLC0415  (60 ms that only lists with UPNs pay)

    return upn in NO_UPN_YET or bool(pupil_number.is_valid(upn))


def without_leading_zeros(local_id: str) -> str:
    """What two spellings of one number share when a spreadsheet has dropped leading zeros."""
    return (local_id.lstrip("0") or "0") if local_id.isascii() and local_id.isdigit() else local_id


def identity_alerts(children: Sequence[ChildFacts], known: Sequence[ChildFacts] = ()) -> tuple[IdentityAlert, ...]:
    """Pairs of children a person must look at, in linear time.

    Args:
        children: Children of a list, each local ID once.
        known: Children of the desk; a child with the same local ID is the same child and raises nothing.

    Returns:
        One alert for each pair, at least one of which is of ``children``; the strongest kind where several hold. In a
        group of more than two each child is paired with the first.
    """
    fresh = {child.local_id for child in children}
    everyone = {child.local_id: child for child in (*known, *children)}
    raised: dict[tuple[str, str], IdentityAlert] = {}
    for kind, why, groups in _groups(everyone.values()):
        for group in groups:
            anchor = next((c for c in group if c.local_id not in fresh), group[0])
            first, is_fresh = anchor.local_id, anchor.local_id in fresh
            for other in group:
                second = other.local_id
                pair = (first, second) if first < second else (second, first)
                if other is not anchor and (is_fresh or second in fresh) and pair not in raised:
                    raised[pair] = _alert(kind, why, second, first)
    return tuple(raised.values())


def _alert(kind: AlertKind, why: str, one: str, other: str) -> IdentityAlert:
    return IdentityAlert(
        kind=kind, local_id=one, other_local_id=other, sentence=f"{one} and {other} have {why}. Nothing was merged."
    )


_Groups = Iterator[tuple[AlertKind, str, list[list[ChildFacts]]]]


def _groups(everyone: Iterable[ChildFacts]) -> _Groups:
    """The rules, strongest first, each with its groups of two or more children."""
    all_children = list(everyone)
    same, twin = AlertKind.PROBABLY_SAME, AlertKind.SIBLING_OR_TWIN
    yield (
        same,
        "the same NHS number and date of birth: probably one child under two numbers",
        _by((c for c in all_children if c.nhs_number and c.born_on), lambda c: (c.nhs_number, c.born_on)),
    )
    yield (
        same,
        "the same UPN and date of birth: probably one child under two numbers",
        _by((c for c in all_children if c.upn and c.born_on and c.upn not in NO_UPN_YET), lambda c: (c.upn, c.born_on)),
    )
    yield (
        same,
        "numbers that differ only in leading zeros: probably one child, whose number lost its zeros",
        _by_bare_number(all_children),
    )
    alike = _by_name_and_birth(all_children)
    yield (
        twin,
        "the same surname, date of birth and address: twins, or one child listed twice",
        [home for group in alike for home in _by((c for c in group if c.address), lambda c: _plain(c.address))],
    )
    yield (
        twin,
        "the same surname and date of birth: twins, one child under two numbers, or chance",
        [group for group in alike if not all(child.address for child in group)],
    )


def _by_bare_number(children: Sequence[ChildFacts]) -> list[list[ChildFacts]]:
    """Numbers being unique, two are alike without zeros only where one of them begins with a zero."""
    bare = {without_leading_zeros(c.local_id) for c in children if c.local_id.startswith("0")}
    if not bare:
        return []
    alike = (c for c in children if without_leading_zeros(c.local_id) in bare)
    return _by(alike, lambda c: without_leading_zeros(c.local_id))


def _by_name_and_birth(children: Sequence[ChildFacts]) -> list[list[ChildFacts]]:
    plain = {surname: _plain(surname) for surname in {c.surname for c in children}}
    return _by((c for c in children if c.surname and c.born_on), lambda c: (plain[c.surname], c.born_on))


def _by(children: Iterable[ChildFacts], key: Callable[[ChildFacts], object]) -> list[list[ChildFacts]]:
    groups: dict[object, list[ChildFacts]] = {}
    for child in children:
        groups.setdefault(key(child), []).append(child)
    return [group for group in groups.values() if len(group) > 1]


def _plain(text: str) -> str:
    """Text for comparison: accents kept, capitals, punctuation and spaces not."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())
