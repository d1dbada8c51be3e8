"""Whole files: the fictional samples, the demo's lists, Annex A."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.caselists.builders import checked

from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.preview import ImportPreview
from panel_desk.domain.children.cases import AlertKind, EpisodeKind, EpisodeRow, ExploitationType, ListKind, ProfileRow
from panel_desk.shipped import shipped

SAMPLES = Path(__file__).with_name("samples")


def _sample(name: str) -> ImportPreview:
    return checked((SAMPLES / name).read_bytes(), name)


def _demo(name: str, today: date = date(2026, 11, 22)) -> ImportPreview:
    return checked(shipped("demo", name).read_bytes(), name, today=today)


@pytest.mark.parametrize(
    ("name", "kind", "rows", "rejected"),
    [
        ("exploitation-profile-2026-10.xlsx", ListKind.PROFILE, 30, 0),
        ("exploitation-profile-2026-11.xlsx", ListKind.PROFILE, 42, 2),
        ("missing-episodes-2026.csv", ListKind.MISSING, 105, 1),
        ("places-themes-people.csv", ListKind.CONCERNS, 4, 0),
        ("referrals-since-last-panel.csv", ListKind.REFERRALS, 16, 0),
    ],
)
def test_every_sample_is_read(name: str, kind: ListKind, rows: int, rejected: int) -> None:
    preview = _sample(name)
    assert (preview.kind, preview.counts.rows, preview.counts.rejected) == (kind, rows, rejected)
    assert all(column.field for column in preview.columns)


def test_novembers_sample_explains_its_two_unusable_rows() -> None:
    preview = _sample("exploitation-profile-2026-11.xlsx")
    assert [line.row for line in preview.lines if line.value is None] == [46, 47]
    assert (preview.sheet, preview.header_rows) == ("CE profile", (4, 5))
    assert [s.first_row for s in preview.skipped] == [1, 2, 48]
    assert preview.case_rows[0].facts.name == "Amara Adeyemi"  # type: ignore[union-attr]


def test_the_samples_repairs_are_told_by_row_and_heading() -> None:
    repairs = {(r.row, r.column): (r.read, r.became) for r in _sample("exploitation-profile-2026-11.xlsx").repairs}
    assert repairs[6, "Date referred"] == ("1 September 2026", "01/09/2026")
    assert repairs[15, "Gender"] == ("b) Female", "Female")
    assert repairs[11, "Risk level"] == ("HIGH ", "High")
    assert repairs[21, "Allocated Worker"] == ("Dana\u00a0Prior", "Dana Prior")
    assert repairs[32, "Name"] == ("DE-SOUZA, Cerys", "de-Souza, Cerys")


def test_the_samples_open_episodes_have_no_end() -> None:
    rows = [row for row in _sample("missing-episodes-2026.csv").case_rows if isinstance(row, EpisodeRow)]
    assert {row.kind for row in rows} == {EpisodeKind.MISSING, EpisodeKind.ABSENT}
    assert sum(row.ended_at is None for row in rows) >= 2
    assert rows[0].interview_at is not None


def test_a_referral_with_lost_zeros_finds_the_profile_child() -> None:
    profile = _sample("exploitation-profile-2026-11.xlsx")
    known = KnownToDesk(profile=tuple(r for r in profile.case_rows if isinstance(r, ProfileRow)))
    name = "referrals-since-last-panel.csv"
    preview = checked((SAMPLES / name).read_bytes(), name, known=known)
    zeros = [r for r in preview.repairs if "leading zeros" in r.why]
    assert [(r.read, r.became) for r in zeros] == [("0104311", "104311"), ("0104317", "104317")]


def test_the_report_is_plain_json_with_the_promised_keys() -> None:
    report = json.loads(json.dumps(_sample("exploitation-profile-2026-11.xlsx").report()))
    assert {"kind", "rows", "accepted", "repaired", "rejected", "columns", "repairs", "problems"} <= report.keys()
    assert report["accepted"] + report["rejected"] == report["rows"] == 42
    assert report["columns"]["LCS ID"] == "local_id"
    assert {"row", "column", "read", "became", "why"} == report["repairs"][0].keys()
    assert {"row", "column", "why"} <= report["problems"][0].keys()


LISTS = sorted(path for path in shipped("demo").iterdir() if path.suffix in {".csv", ".xlsx", ".ods"})


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_demo_list_is_read_with_most_rows_usable(path: Path) -> None:
    preview = checked(path.read_bytes(), path.name)
    assert preview.counts.rejected <= 2
    assert preview.counts.accepted >= 4


def test_the_demo_has_twins_and_one_who_turns_seventeen_and_a_half() -> None:
    preview = _demo("exploitation-profile-2026-10.xlsx", date(2026, 10, 15))
    assert [alert.kind for alert in preview.alerts] == [AlertKind.SIBLING_OR_TWIN]
    births = {row.facts.born_on for row in preview.case_rows if isinstance(row, ProfileRow)}
    assert date(2009, 5, 10) in births


@pytest.mark.parametrize(
    ("name", "meeting"),
    [("missing-episodes-2026-10.csv", date(2026, 10, 22)), ("missing-episodes-2026.csv", date(2026, 11, 19))],
)
def test_the_demo_has_children_regularly_missing_before_each_meeting(name: str, meeting: date) -> None:
    counts: dict[str, int] = {}
    for row in _demo(name, meeting).case_rows:
        if isinstance(row, EpisodeRow) and 0 <= (meeting - row.started_at.date()).days <= 90:
            counts[row.local_id] = counts.get(row.local_id, 0) + 1
    assert sum(1 for times in counts.values() if times >= 3) >= 3


def test_annex_a_is_read_from_list_8_as_it_is() -> None:
    preview = _demo("annex-a-2026.ods")
    assert (preview.kind, preview.sheet) == (ListKind.PROFILE, "List 8")
    rows = [row for row in preview.case_rows if isinstance(row, ProfileRow)]
    assert {row.interview_offered for row in rows} == {True, False}
    assert any(row.missing_episodes for row in rows)
    assert {row.facts.sex for row in rows} <= {"Male", "Female", ""}
    assert not preview.fields & {"surname", "types", "risk"}


def test_another_list_of_annex_a_can_be_chosen_and_an_empty_one_has_no_rows() -> None:
    path = shipped("demo", "annex-a-2026.ods")
    preview = checked(path.read_bytes(), path.name, sheet="List 6")
    assert preview.sheet == "List 6"
    assert preview.counts.rows == 0


def test_the_looked_after_return_has_days_and_no_times() -> None:
    rows = [row for row in _demo("looked-after-missing.csv").case_rows if isinstance(row, EpisodeRow)]
    assert {row.start_time_known for row in rows} == {False}
    assert {row.kind for row in rows} == {EpisodeKind.MISSING, EpisodeKind.ABSENT}


def test_the_demos_referrals_have_accents_and_types() -> None:
    preview = _demo("referrals-2026-10.csv")
    rows = [row for row in preview.case_rows if not isinstance(row, EpisodeRow)]
    assert preview.encoding == "Windows-1252"
    assert any(ExploitationType.CCE in row.types for row in rows)  # type: ignore[union-attr]
