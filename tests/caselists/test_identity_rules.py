"""Who may be the same child, and what never counts as that."""

from __future__ import annotations

from datetime import date

import pytest

from panel_desk.domain.children.cases import AlertKind, ChildFacts
from panel_desk.domain.children.identity import (
    identity_alerts,
    nhs_number_is_valid,
    upn_is_valid,
    without_leading_zeros,
)

BORN = date(2011, 5, 3)


def a_child(local_id: str, **facts: object) -> ChildFacts:
    usual: dict[str, object] = {"surname": f"Name{local_id}", "born_on": BORN}
    return ChildFacts(local_id=local_id, **{**usual, **facts})  # type: ignore[arg-type]


def _kinds(*children: ChildFacts, known: tuple[ChildFacts, ...] = ()) -> list[AlertKind]:
    return [alert.kind for alert in identity_alerts(children, known)]


@pytest.mark.parametrize("number", ["9434765870", "943 476 5870", "9990002525"[:9] + "5"])
def test_a_valid_nhs_number_passes(number: str) -> None:
    assert nhs_number_is_valid(number)


@pytest.mark.parametrize("number", ["9434765871", "123", "", "abcdefghij"])
def test_a_wrong_nhs_number_does_not(number: str) -> None:
    assert not nhs_number_is_valid(number)


@pytest.mark.parametrize(
    ("upn", "valid"),
    [("B801200005001", True), ("A801200005001", False), ("UN1", True), ("UN5", True), ("UN6", False), ("", False)],
)
def test_a_upn_passes_its_check_letter_or_is_a_legal_code(upn: str, valid: bool) -> None:
    assert upn_is_valid(upn) is valid


@pytest.mark.parametrize("same", [{"nhs_number": "9434765870"}, {"upn": "B801200005001"}])
def test_the_same_number_and_birth_is_probably_the_same_child(same: dict[str, str]) -> None:
    assert _kinds(a_child("1", **same), a_child("2", **same)) == [AlertKind.PROBABLY_SAME]


def test_the_same_number_with_another_birth_raises_nothing() -> None:
    assert (
        _kinds(a_child("1", nhs_number="9434765870"), a_child("2", nhs_number="9434765870", born_on=date(2012, 1, 1)))
        == []
    )


def test_a_code_for_no_upn_is_no_identity() -> None:
    assert _kinds(a_child("1", upn="UN1"), a_child("2", upn="UN1")) == []


@pytest.mark.parametrize(
    ("one", "other", "raised"),
    [
        ("4 Quarry Row", "4 QUARRY ROW.", True),
        ("4 Quarry Row", "", True),
        ("", "", True),
        ("4 Quarry Row", "9 Mill Lane", False),
    ],
)
def test_one_surname_and_birth_is_a_twin_alert_unless_the_addresses_differ(one: str, other: str, raised: bool) -> None:
    found = _kinds(a_child("1", surname="Fair", address=one), a_child("2", surname="FAIR", address=other))
    assert found == ([AlertKind.SIBLING_OR_TWIN] if raised else [])


def test_a_name_alone_never_matches() -> None:
    names = {"surname": "Fair", "forenames": "Jade"}
    assert _kinds(a_child("1", **names), a_child("2", **names, born_on=None)) == []
    assert _kinds(a_child("1", **names), a_child("2", **names, born_on=date(2013, 1, 1))) == []


def test_numbers_that_differ_in_leading_zeros_are_raised() -> None:
    assert _kinds(a_child("0104311"), a_child("104311", born_on=date(2012, 1, 1))) == [AlertKind.PROBABLY_SAME]
    assert without_leading_zeros("000") == "0"
    assert without_leading_zeros("0A1") == "0A1"


def test_the_same_local_id_is_the_same_child_and_raises_nothing() -> None:
    assert _kinds(a_child("1"), known=(a_child("1"),)) == []


def test_two_known_children_are_not_raised_again() -> None:
    twins = (a_child("1", surname="Fair"), a_child("2", surname="Fair"))
    assert _kinds(a_child("3"), known=twins) == []
    assert len(_kinds(a_child("3", surname="Fair"), known=twins)) == 1


def test_a_pair_is_raised_once_by_its_strongest_rule() -> None:
    same = {"nhs_number": "9434765870", "upn": "B801200005001", "surname": "Fair"}
    (alert,) = identity_alerts([a_child("1", **same), a_child("2", **same)])
    assert alert.kind is AlertKind.PROBABLY_SAME
    assert "Nothing was merged." in alert.sentence
    assert "Fair" not in alert.sentence


def test_a_large_group_is_paired_with_its_first_only() -> None:
    assert len(_kinds(*(a_child(str(n), surname="Fair") for n in range(500)))) == 499
