"""Whose a missing episode is, and why a number joins to nobody."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from tests.unit.cross_builders import an_episode

from panel_desk.domain.children.cases import ChildFacts, EpisodeRow
from panel_desk.domain.missing.matching import NHS_NUMBER, UPN_AND_BIRTH, Matching, Stranger, queue_of

BORN = date(2011, 3, 12)
NHS, UPN = "9434765870", "B801200005001"
KIM = ChildFacts(local_id="101", surname="Archer", forenames="Kim", born_on=BORN, nhs_number=NHS, upn=UPN)
LEE = ChildFacts(local_id="0104311", surname="Young", forenames="Lee", born_on=date(2012, 1, 2), upn="UN1")
SEVERAL = (
    "it may be several children’s. An answer is for all its episodes, so leave out those of another child first, and "
    "enter them under that child."
)


def stranger(*rows: dict[str, object], number: str = "900") -> Stranger:
    """Episodes under a number that nobody has."""
    told = tuple(
        an_episode(f"2026-11-0{n} 20:00", f"2026-11-0{n} 22:00", number, **row) for n, row in enumerate(rows, 1)
    )
    return Stranger(source_id=number, episodes=told)


def test_the_nhs_number_joins() -> None:
    joined = Matching([KIM, LEE]).join(stranger({"nhs_number": NHS}))
    assert (joined.local_id, joined.by) == ("101", NHS_NUMBER)


def test_upn_and_date_of_birth_together_join() -> None:
    joined = Matching([KIM, LEE]).join(stranger({"upn": UPN, "born_on": BORN}))
    assert (joined.local_id, joined.by) == ("101", UPN_AND_BIRTH)


def test_what_rows_of_one_number_say_is_taken_together() -> None:
    assert Matching([KIM]).join(stranger({"upn": UPN}, {"born_on": BORN})).local_id == "101"


def test_the_nhs_number_counts_before_the_upn() -> None:
    other = ChildFacts(local_id="102", born_on=BORN, upn=UPN)
    joined = Matching([ChildFacts(local_id="101", nhs_number=NHS), other]).join(
        stranger({"nhs_number": NHS, "upn": UPN, "born_on": BORN})
    )
    assert (joined.local_id, joined.by) == ("101", NHS_NUMBER)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([{}], "The list gives no NHS number; it gives no UPN."),
        (
            [{"surname": "Archer", "forenames": "Kim", "born_on": BORN}],
            "The list gives no NHS number; it gives no UPN.",
        ),
        (
            [{"nhs_number": "9990002525"}],
            "No child of the desk has the NHS number that the list gives; it gives no UPN.",
        ),
        (
            [{"upn": "B801200005002", "born_on": BORN}],
            "The list gives no NHS number; no child of the desk has the UPN that it gives.",
        ),
        ([{"upn": UPN}], "The list gives no NHS number; 101 has the UPN, but the list gives no date of birth."),
        (
            [{"upn": UPN, "born_on": date(2011, 3, 13)}],
            "The list gives no NHS number; 101 has the UPN, but not the date of birth.",
        ),
        (
            [{"upn": UPN, "born_on": BORN, "nhs_number": "9990002525"}],
            "101 has the UPN and date of birth, but another NHS number.",
        ),
        (
            [{"nhs_number": NHS}, {"nhs_number": "9990002525"}],
            f"The lists give several NHS numbers under this number: {SEVERAL}",
        ),
        (
            [{"upn": UPN, "born_on": BORN}, {"upn": "B801200005002"}],
            f"The lists give several UPNs under this number: {SEVERAL}",
        ),
        (
            [{"upn": UPN, "born_on": BORN}, {"born_on": date(2011, 3, 13)}],
            f"The lists give several dates of birth under this number: {SEVERAL}",
        ),
        ([{"upn": "UN1", "born_on": date(2012, 1, 2)}], "The list gives no NHS number; it gives no UPN."),
    ],
)
def test_what_joins_to_nobody_says_why(rows: list[dict[str, object]], why: str) -> None:
    joined = Matching([KIM, LEE]).join(stranger(*rows))
    assert (joined.local_id, joined.why) == ("", why)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            {"nhs_number": NHS},
            "101 and 102 have the same NHS number, the one the list gives; it gives no UPN.",
        ),
        (
            {"upn": UPN, "born_on": BORN},
            "The list gives no NHS number; 101 and 102 have the same UPN and date of birth.",
        ),
    ],
)
def test_two_children_with_the_same_number_are_for_a_person_to_tell_apart(said: dict[str, object], why: str) -> None:
    twin = ChildFacts(local_id="102", born_on=BORN, nhs_number=NHS, upn=UPN)
    assert Matching([KIM, twin]).join(stranger(said)).why == why


def test_of_two_children_with_one_nhs_number_upn_and_birth_tell_which() -> None:
    other = ChildFacts(local_id="102", born_on=BORN, nhs_number=NHS)
    joined = Matching([KIM, other]).join(stranger({"nhs_number": NHS, "upn": UPN, "born_on": BORN}))
    assert (joined.local_id, joined.by) == ("101", UPN_AND_BIRTH)


@pytest.mark.parametrize(
    ("number", "said", "suggested"),
    [
        ("900", {"surname": "archer", "forenames": "KIM", "born_on": BORN}, [("101", "same name and date of birth")]),
        ("900", {"surname": "Archer", "forenames": "Kim"}, [("101", "same name")]),
        ("900", {"surname": "Archer", "born_on": BORN}, [("101", "same surname and date of birth")]),
        ("104311", {}, [("0104311", "same number but for leading zeros")]),
        ("900", {"upn": UPN}, [("101", "same UPN")]),
        ("900", {"surname": "Archer"}, []),
        ("900", {"born_on": BORN}, []),
    ],
)
def test_who_it_might_be_is_shown_and_never_joined(
    number: str, said: dict[str, object], suggested: list[tuple[str, str]]
) -> None:
    (candidate,) = queue_of([stranger(said, number=number)], [KIM, LEE])
    assert [(s.local_id, s.why) for s in candidate.suggestions] == suggested
    assert candidate.why.startswith("No child of the desk has the number. ")


def test_a_candidate_tells_how_often_and_when_last() -> None:
    gone = Stranger(source_id="901", episodes=(an_episode("2026-11-20 21:10", "", "901"),))
    queue = queue_of([gone, stranger({"surname": "Hill", "forenames": "Ana"}, {})], [])
    assert [(c.source_id, c.initials, c.episodes, c.last) for c in queue] == [
        ("900", "A.H.", 2, "last on 2 November 2026"),
        ("901", "?.?.", 1, "missing since 20 November 2026, 21:10"),
    ]


def test_a_day_without_a_time_is_told_without_one() -> None:
    row: EpisodeRow = an_episode("2026-11-20 00:00", "", "901", start_time_known=False)
    (candidate,) = queue_of([Stranger(source_id="901", episodes=(row,))], [])
    assert candidate.last == "missing since 20 November 2026"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"nhs_number": NHS, "born_on": date(2012, 7, 1)}, "101 has the NHS number, but another date of birth."),
        (
            {"nhs_number": NHS, "born_on": date(2012, 7, 1), "upn": UPN},
            "101 has the NHS number, but another date of birth.",
        ),
        ({"nhs_number": "Pending"}, "The list gives no NHS number; it gives no UPN."),
        ({"nhs_number": "0000000000"}, "The list gives no NHS number; it gives no UPN."),
        (
            {"nhs_number": "9434765871"},
            "The check digit of the NHS number that the list gives is wrong; it gives no UPN.",
        ),
        ({"upn": "PENDING", "born_on": BORN}, "The list gives no NHS number; it gives no UPN."),
    ],
)
def test_a_number_that_contradicts_or_is_none_joins_to_nobody(said: dict[str, object], why: str) -> None:
    alike = ChildFacts(
        local_id="101", born_on=BORN, nhs_number=str(said.get("nhs_number", "")), upn=str(said.get("upn", ""))
    )
    joined = Matching([alike]).join(stranger(said))
    assert (joined.local_id, joined.why) == ("", why)


def calls_for_a_candidate(children: int) -> int:
    """How many functions run to tell of one number at a desk of so many others; nothing is measured in time."""
    many = [ChildFacts(local_id=f"5{n}", surname=f"Other{n}", forenames="Lee", born_on=BORN) for n in range(children)]
    matching, count = Matching([*many, KIM, LEE]), 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        found = matching.candidate(stranger({"surname": "Archer", "forenames": "Kim"}))
    finally:
        sys.setprofile(before)
    assert [one.local_id for one in found.suggestions] == ["101"]
    return count


def test_a_number_is_compared_with_those_alone_that_have_something_in_common_with_it() -> None:
    assert calls_for_a_candidate(2_000) == calls_for_a_candidate(2)


@pytest.mark.parametrize(
    ("said", "number", "why"),
    [
        ({"surname": " YOUNG ", "born_on": date(2012, 1, 2)}, "900", "same surname and date of birth"),
        ({}, "104311", "same number but for leading zeros"),
        ({"born_on": date(2012, 1, 2)}, "900", None),
        ({"surname": "Young"}, "900", None),
    ],
)
def test_each_thing_in_common_is_found_again(said: dict[str, object], number: str, why: str | None) -> None:
    found = Matching([KIM, LEE]).candidate(stranger(said, number=number)).suggestions
    assert [one.why for one in found] == ([why] if why else [])


def test_rows_that_tell_one_episode_twice_are_one_in_the_queue() -> None:
    rows = [an_episode(f"2026-11-01 20:{minute}", "2026-11-01 22:00", "900") for minute in ("00", "40")]
    (found,) = queue_of([Stranger(source_id="900", episodes=tuple(rows))], [KIM])
    assert found.episodes == 1


@pytest.mark.parametrize(
    ("names", "initials", "name"),
    [
        ((), "?.?.", ""),
        (("Field Robin", "Field Robin"), "R.F.", "Robin Field"),
        (("Field Robin", "Carter Max"), "M.C. or R.F.", "Max Carter or Robin Field"),
        (("Field Robin", "Field Robyn"), "R.F.", "Robyn Field or Robin Field"),
    ],
)
def test_the_queue_shows_every_name_that_a_number_is_told_with(
    names: tuple[str, ...], initials: str, name: str
) -> None:
    rows: list[dict[str, object]] = [dict(zip(("surname", "forenames"), one.split(), strict=True)) for one in names]
    candidate = Matching([]).candidate(stranger(*(rows or [{}])))
    assert (candidate.initials, candidate.name) == (initials, name)
