"""Rows as wholes, and rows against each other and the desk."""

from __future__ import annotations

from datetime import date

import pytest
from tests.caselists.builders import A_ROW, AN_EPISODE, MISSING, PROFILE, a_csv, a_profile, at, checked, known_child

from panel_desk.caselists.findings import Weight
from panel_desk.caselists.known import Change, KnownToDesk, Standing
from panel_desk.caselists.preview import ImportPreview
from panel_desk.domain.children.cases import (
    AlertKind,
    ChildFacts,
    ConcernKind,
    ConcernRow,
    EpisodeKind,
    EpisodeRow,
    ListKind,
    ProfileRow,
    ReferralRow,
)

REFERRAL = (
    "LCS ID",
    "Surname",
    "Forename",
    "D.O.B",
    "Referral date",
    "Source agency",
    "Concern type",
    "Reason for referral",
)
A_REFERRAL = ("104200", "Adeyemi", "Amara", "03/05/2011", "02/11/2026", "Police", "CSE", "Seen at the station")


def _episodes(*rows: tuple[str, ...]) -> ImportPreview:
    return checked(a_csv(MISSING, *rows))


def _whys(preview: ImportPreview, weight: Weight = Weight.REJECTS) -> list[str]:
    return [p.why for p in preview.problems if p.weight is weight]


def test_a_row_without_an_id_is_rejected_with_its_reason() -> None:
    preview = a_profile(LCS_ID="")
    assert _whys(preview) == ["no local ID, and a child is never matched by name alone"]
    assert preview.lines[0].value is None


def test_a_list_without_an_id_column_says_that_none_was_recognised() -> None:
    preview = checked(a_csv(PROFILE[1:], A_ROW[1:]))
    assert preview.counts.rejected == 1
    assert "no column of the list was recognised" in _whys(preview)[0]


def test_a_birth_in_the_future_is_rejected() -> None:
    assert "in the future" in _whys(a_profile(**{"D.O.B": "01/01/2027"}))[0]


@pytest.mark.parametrize(("born", "age"), [("01/01/2018", 8), ("01/01/2008", 18)])
def test_an_age_outside_ten_to_seventeen_is_warned_of_and_never_rejected(born: str, age: int) -> None:
    preview = a_profile(**{"D.O.B": born})
    assert preview.counts.accepted == 1
    assert _whys(preview, Weight.WARNS) == [f"{age} years old; 10 to 17 is expected"]


def test_a_missing_date_of_birth_is_warned_of() -> None:
    assert _whys(a_profile(**{"D.O.B": ""}), Weight.WARNS) == ["no date of birth"]


def test_a_referral_in_the_future_or_before_birth_is_warned_of() -> None:
    assert "in the future" in _whys(a_profile(Date_referred="01/01/2027"), Weight.WARNS)[0]
    assert "before the date of birth" in _whys(a_profile(Date_referred="01/01/2009"), Weight.WARNS)


def test_a_child_listed_twice_stands_once_and_the_difference_is_raised() -> None:
    preview = checked(a_csv(PROFILE, A_ROW, (*A_ROW[:5], "Medium", *A_ROW[6:])))
    assert [line.state for line in preview.lines] == ["as it is", "not usable"]
    assert _whys(preview) == ["row 2 already lists this child; the two lines differ in risk. Row 2 stands"]
    assert [(a.kind, a.local_id) for a in preview.alerts] == [(AlertKind.LISTED_TWICE, "104200")]


def test_a_line_copied_twice_raises_no_alert() -> None:
    preview = checked(a_csv(PROFILE, A_ROW, A_ROW))
    assert preview.counts.rejected == 1
    assert preview.alerts == ()


def test_two_referrals_of_one_child_by_two_agencies_both_stand() -> None:
    other = (*A_REFERRAL[:5], "Health", *A_REFERRAL[6:])
    preview = checked(a_csv(REFERRAL, A_REFERRAL, other, A_REFERRAL))
    assert [line.value is not None for line in preview.lines] == [True, True, False]
    assert preview.kind is ListKind.REFERRALS


@pytest.mark.parametrize("why", ["Total", "TOTAL:", "Grand total", "Sub-total"])
def test_a_line_of_totals_is_skipped_and_said(why: str) -> None:
    preview = checked(a_csv(PROFILE, A_ROW, (why, "42")))
    assert preview.counts.rows == 1
    assert [(s.first_row, s.why) for s in preview.skipped] == [(3, "a line of totals")]


def test_blank_rows_remarks_and_repeated_headings_are_skipped_and_said() -> None:
    preview = checked(a_csv(PROFILE, A_ROW, [], ["", "  "], PROFILE, ["End of report"]))
    assert preview.counts.rows == 1
    assert [(s.first_row, s.last_row, s.why) for s in preview.skipped] == [
        (3, 4, "blank"),
        (5, 5, "the headings again"),
        (6, 6, "a remark, not a case"),
    ]


def test_a_row_with_nothing_but_an_id_is_a_case() -> None:
    assert checked(a_csv(PROFILE, ("104200",))).counts.accepted == 1


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("104200", "2026-09-03 19:20:00", "2026-09-02 21:20:00", "Missing", ""), "ends before it starts"),
        (("104200", "2026-12-03 19:20:00", "", "Missing", ""), "starts on 03/12/2026, which is in the future"),
        (
            ("104200", "2026-11-03 19:20:00", "2026-12-03 19:20:00", "Missing", ""),
            "ends on 03/12/2026, which is in the future",
        ),
        (("104200", "", "", "Missing", ""), "no start, and an episode without one cannot be counted"),
        (("104200", "2026-09-03 19:20:00", "", "", ""), "no kind"),
        (("104200", "2026-09-03 19:20:00", "31/02/2026", "Missing", ""), "“31/02/2026” is not a date that exists"),
        (("104200", "2026-09-03 19:20:00", "", "Holiday", ""), "“Holiday” is not an answer the desk knows"),
        (("", "2026-09-03 19:20:00", "", "Missing", ""), "no local ID, and a child is never matched by name alone"),
    ],
)
def test_an_impossible_episode_is_rejected(row: tuple[str, ...], why: str) -> None:
    assert _whys(_episodes(row)) == [why]


def test_an_episode_before_birth_is_rejected() -> None:
    known = known_child(born_on=date(2026, 10, 1))
    assert "before the child was born" in _whys(checked(a_csv(MISSING, AN_EPISODE), known=known))[0]


def test_an_episode_on_one_day_with_an_unknown_time_does_not_end_before_it_starts() -> None:
    assert _episodes(("104200", "03/09/2026 19:20", "03/09/2026", "M", "")).counts.accepted == 1


def test_starts_within_sixty_minutes_are_both_kept_and_said_to_count_as_one() -> None:
    later = ("104200", "2026-09-03 20:20:00", "", "Missing", "")
    too_late = ("104203", "2026-09-03 20:21:00", "", "Missing", "")
    other = ("104203", "2026-09-03 19:20:00", "2026-09-03 20:00:00", "Missing", "")
    preview = _episodes(AN_EPISODE, later, other, too_late)
    assert preview.counts.accepted == 4
    assert _whys(preview, Weight.WARNS) == [
        "starts within 60 minutes of row 2: both are kept, and count as one episode"
    ]


def test_two_lines_of_one_start_become_one_that_knows_what_both_know() -> None:
    absent = ("104200", "2026-09-03 19:20:00", "2026-09-03 23:00:00", "Absent", "YES")
    preview = _episodes(absent, ("104200", "2026-09-03 19:20:00", "", "Missing", ""))
    (row,) = preview.case_rows
    assert isinstance(row, EpisodeRow)
    assert (row.kind, row.ended_at, row.interview_offered) == (EpisodeKind.MISSING, at("2026-09-03 23:00"), True)
    assert _whys(preview) == ["the same episode as row 2; what this row knows better was taken into row 2"]
    assert _whys(preview, Weight.WARNS) == ["taken together with row 3, which tells the same episode otherwise"]


def test_of_one_episode_listed_twice_the_line_with_an_end_stands_when_they_start_together() -> None:
    preview = _episodes(("104200", "2026-09-03 19:20:00", "", "Missing", ""), AN_EPISODE)
    assert [line.value is not None for line in preview.lines] == [False, True]


def test_overlapping_episodes_are_reported_and_kept() -> None:
    preview = _episodes(AN_EPISODE, ("104200", "2026-09-04 10:00:00", "2026-09-06 10:00:00", "Absent", ""))
    assert preview.counts.accepted == 2
    assert _whys(preview, Weight.WARNS) == ["overlaps with row 2, which ends after this one starts"]


def test_a_list_without_a_kind_column_is_taken_as_missing_and_says_so() -> None:
    preview = checked(a_csv(("CHILD", "MIS_START", "MIS_END"), ("104200", "03/09/2026", "")))
    assert [row.kind for row in preview.case_rows] == [EpisodeKind.MISSING]  # type: ignore[union-attr]
    assert any("all were taken as missing" in note for note in preview.notes)


def test_times_in_their_own_columns_join_the_dates() -> None:
    headings = ("CHILD", "Date missing", "Time missing", "Date returned", "Time returned", "MISSING")
    preview = checked(a_csv(headings, ("104200", "03/09/2026", "19:20", "04/09/2026", "unknown", "M")))
    (row,) = preview.case_rows
    assert isinstance(row, EpisodeRow)
    assert (row.started_at, row.start_time_known) == (at("2026-09-03 19:20"), True)
    assert (row.ended_at, row.end_time_known) == (at("2026-09-04"), False)


def test_a_new_a_changed_and_a_known_child_are_told_apart() -> None:
    first = checked(a_csv(PROFILE, A_ROW, ("104203", *A_ROW[1:])))
    known = KnownToDesk(profile=tuple(r for r in first.case_rows if isinstance(r, ProfileRow)))
    second = checked(
        a_csv(PROFILE, A_ROW, ("104203", *A_ROW[1:5], "Low", *A_ROW[6:]), ("104206", *A_ROW[1:])), known=known
    )
    assert [line.standing for line in second.lines] == [Standing.KNOWN, Standing.CHANGED, Standing.NEW]
    assert second.lines[1].changes == (Change("risk", "High", "Low"),)


def test_a_child_no_longer_listed_is_named_and_an_unusable_row_still_lists_one() -> None:
    known = KnownToDesk(profile=tuple(ProfileRow(facts=ChildFacts(local_id=i)) for i in ("104200", "104203", "104206")))
    preview = checked(a_csv(PROFILE, A_ROW, ("104203", "X, Y", "31/02/2011", *A_ROW[3:])), known=known)
    assert preview.no_longer_listed == ("104206",)
    assert preview.sentence.endswith("1 no longer listed.")


def test_a_list_says_nothing_of_facts_it_has_no_column_for() -> None:
    known = known_child(worker="Ife Bello", sex="Female")
    preview = checked(a_csv(("LCS ID", "Name", "D.O.B"), ("104200", "Adeyemi, Amara", "03/05/2011")), known=known)
    assert preview.lines[0].standing is Standing.KNOWN
    assert "worker" not in preview.fields
    assert preview.no_longer_listed == ()


def test_a_known_episode_that_has_ended_is_changed() -> None:
    was = EpisodeRow(
        local_id="104200", kind=EpisodeKind.MISSING, started_at=at("2026-09-03 19:20"), interview_offered=True
    )
    preview = checked(a_csv(MISSING, AN_EPISODE), known=KnownToDesk(episodes=(was,)))
    assert preview.lines[0].changes == (Change("ended_at", "", "05/09/2026 21:20"),)


def test_a_known_place_is_known_and_one_that_is_gone_is_named() -> None:
    park, shop = (ConcernRow(kind=ConcernKind.LOCATION, name=name, concern="x") for name in ("Park", "Shop"))
    preview = checked(
        a_csv(("Kind", "Name", "Concern"), ("Location", "PARK", "x")), known=KnownToDesk(concerns=(park, shop))
    )
    assert preview.lines[0].standing is not Standing.NEW
    assert preview.no_longer_listed == ("Shop",)


def test_a_referral_of_a_known_child_on_a_new_day_is_new() -> None:
    was = ReferralRow(facts=ChildFacts(local_id="104200"), referred_on=date(2026, 10, 1), source_agency="Police")
    preview = checked(a_csv(REFERRAL, A_REFERRAL), known=KnownToDesk(referrals=(was,)))
    assert preview.lines[0].standing is Standing.NEW


def test_lost_leading_zeros_are_repaired_where_the_desk_knows_the_child() -> None:
    preview = checked(a_csv(PROFILE, ("0104200", *A_ROW[1:])), known=known_child())
    assert [row.facts.local_id for row in preview.case_rows] == ["104200"]  # type: ignore[union-attr]
    assert preview.repairs[0].read == "0104200"
    assert preview.lines[0].state == "usable, warned"


def test_leading_zeros_with_another_date_of_birth_are_raised_and_not_merged() -> None:
    preview = checked(a_csv(PROFILE, ("0104200", *A_ROW[1:])), known=known_child(born_on=date(2012, 1, 1)))
    assert [row.facts.local_id for row in preview.case_rows] == ["0104200"]  # type: ignore[union-attr]
    assert [(a.kind, a.other_local_id) for a in preview.alerts] == [(AlertKind.PROBABLY_SAME, "104200")]


def test_capitals_come_back_as_the_desk_has_them() -> None:
    known = known_child(surname="MacRae")
    preview = checked(a_csv(PROFILE, ("104200", "MACRAE, Amara", *A_ROW[2:])), known=known)
    assert preview.case_rows[0].facts.surname == "MacRae"  # type: ignore[union-attr]
    assert preview.repairs[0].became == "MacRae, Amara"


def test_the_sentence_counts_rows_and_children() -> None:
    preview = checked(a_csv(PROFILE, A_ROW, ("", *A_ROW[1:])))
    assert preview.sentence == (
        "2 rows: 1 as they are, 0 repaired, 1 not usable. 1 new child, 0 changed, 0 known, 0 no longer listed."
    )
