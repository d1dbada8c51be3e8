"""The fictional case lists of a council, imported and cross-referenced: nothing is raised without its explanation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from itertools import groupby
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, SAFE, TestDesk, a_desk
from tests.unit.cross_oracle import read

from panel_desk.domain.missing.cross_reference import CrossReference, FlagKind
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.vault.queries import children, episodes

SAMPLES = Path(__file__).parents[1] / "caselists" / "samples"
LISTS = (
    "exploitation-profile-2026-10.xlsx",
    "exploitation-profile-2026-11.xlsx",
    "referrals-since-last-panel.csv",
    "places-themes-people.csv",
    "missing-episodes-2026.csv",
)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk() -> Iterator[TestDesk]:
    """A desk with every sample list."""
    with a_desk() as at:
        at.clock.set(TODAY)
        for name in LISTS:
            content = (SAMPLES / name).read_bytes()
            at.desk.importing.add(ASHA, at.desk.importing.preview(content, name), content)
        yield at


@pytest.fixture(scope="module")
def cross(desk: TestDesk) -> CrossReference:
    return desk.desk.cross_referencing.run(desk.clock())


def test_every_row_that_cannot_be_used_says_why(desk: TestDesk) -> None:
    content = (SAMPLES / LISTS[-1]).read_bytes()
    preview = desk.desk.importing.preview(content, LISTS[-1])
    unusable = {line.row for line in preview.lines if line.value is None}
    assert len(unusable) == preview.counts.rejected == 1
    assert unusable <= {problem.row for problem in preview.problems}
    assert all(len(problem.why.split()) > 3 for problem in preview.problems)


def test_the_samples_say_in_one_sentence_who_goes_missing_most(cross: CrossReference) -> None:
    assert cross.sentence == ("25 children go missing most and carry a marker. 5 numbers join to no child of the desk.")
    assert cross.period_words == "24 August to 22 November 2026, counted by start date"


def test_every_flag_of_the_samples_has_its_facts(cross: CrossReference) -> None:
    for line in cross.lines:
        for flag in line.flags:
            expected = "missing since " if flag.kind is FlagKind.MISSING_NOW else " 2026"
            assert expected in flag.why
            if flag.kind is not FlagKind.MISSING_NOW:
                assert " from the " in flag.why or "marker" in flag.why
        assert line.why.endswith(".")
        assert f"atched on local ID {line.local_id}" in line.why


def test_the_samples_are_flagged_as_a_plain_reading_of_the_rules_has_it(desk: TestDesk, cross: CrossReference) -> None:
    told = [e.row for e in episodes.known(desk.desk.book.db)]
    rows = {i: list(own) for i, own in groupby(told, lambda e: e.local_id)}
    plain = read(rows, {}, cross.ran_at, Thresholds())
    known = {child.facts.local_id for child in children.all_children(desk.desk.book.db)}
    flagged = {line.local_id for line in cross.lines if line.flags}
    assert flagged == {i for i, p in plain.items() if i in known and (p.goes_missing_most or p.overdue)}
    for line in cross.lines:
        assert (line.days_30, line.days_90, line.days_365, line.within) == plain[line.local_id][:4]


def test_every_number_of_the_samples_that_joins_to_nobody_says_why(cross: CrossReference) -> None:
    assert {one.source_id for one in cross.queue} == {"104356", "104359", "104362", "104365", "777777"}
    assert {one.why for one in cross.queue} == {
        "No child of the desk has the number. The list gives no NHS number; it gives no UPN."
    }


def test_every_row_of_the_samples_that_is_raised_is_explained(desk: TestDesk) -> None:
    raised = desk.desk.missing.raised(desk.clock())
    assert raised
    assert all(len(one.sentence.split()) > 4 for one in raised)


def test_the_samples_fill_the_cross_reference_section_of_an_agenda(desk: TestDesk) -> None:
    meeting_id = desk.desk.meetings.plan(
        ASHA, SAFE, date(2026, 11, 26), starts_at=time(10), ends_at=time(16), place="Room 6"
    )
    proposed = [c for c in desk.desk.agendas.candidates(meeting_id) if c.section == "missing"]
    assert len(proposed) >= 10
    assert all(c.because[0].reason.value == "enhanced pathway" for c in proposed)
    assert all("marker" in c.because[0].sentence for c in proposed)
