"""Missing children on paper: measures with what they are out of, flags with why, contacts with what followed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.documents.paper_builders import (
    NOW,
    a_cross_line,
    a_cross_reference,
    a_pathway_line,
    a_return,
    an_episode,
    an_oversight,
    measures,
)
from tests.documents.profile_builders import a_head
from tests.documents.reading import opened, roles_of, structure_of, text_of

from panel_desk.documents.cross_reference_pdf import render_cross_reference, render_pathway
from panel_desk.documents.missing_pdf import render_oversight
from panel_desk.documents.rendered import Rendered
from panel_desk.domain.ids import EpisodeId
from panel_desk.domain.missing.episode_lines import ClockState, InterviewClock, Raised, RaisedKind


def _cells(rendered: Rendered) -> list[str]:
    return [text.replace("\u00a0", " ") for _, text in roles_of(rendered, "TH", "TD")]


def _row(rendered: Rendered, name: str, length: int) -> list[str]:
    cells = _cells(rendered)
    return cells[cells.index(name) :][:length]


@pytest.mark.parametrize(
    "row",
    [
        ["Offered", "169", "186 returned", "91 %"],
        ["Accepted", "108", "186 returned", "58 %"],
        ["Accepted, of those offered", "108", "169 offered", "64 %"],
        ["Completed", "101", "186 returned", "54 %"],
        ["Completed within 72 hours", "96", "186 returned", "52 %"],
    ],
    ids=lambda row: row[0],
)
def test_each_measure_stands_apart_with_what_it_is_out_of(row: list[str]) -> None:
    assert _row(render_oversight(an_oversight(), a_head()), row[0], 4) == row


def test_oversight_is_by_month_team_and_provider_with_all_below() -> None:
    rendered = render_oversight(an_oversight(), a_head())
    assert [text for _, text in roles_of(rendered, "H2")] == [
        "Missing now",
        "Return interviews",
        "By month",
        "By team",
        "By provider",
    ]
    assert _cells(rendered).count("All") == 3
    expected = ["Children in care", "187", "61", "1", "186", "169 (91 %)", "108 (58 %)", "101 (54 %)", "96 (52 %)"]
    assert _row(rendered, "Children in care", 14) == [*expected, "48", "9", "28", "6", "12"]


def test_a_month_without_an_episode_has_numbers_and_no_shares() -> None:
    assert _row(render_oversight(an_oversight(), a_head()), "August 2026", 14)[1:] == ["0"] * 13


def test_children_missing_now_stand_first_by_initials() -> None:
    rendered = render_oversight(an_oversight(), a_head())
    assert _row(rendered, "Y.U. (104322)", 4) == [
        "Y.U. (104322)",
        "Adolescent team North",
        "Fri 20 Nov 2026, 20:00",
        "38 hours so far",
    ]


def test_a_period_without_an_episode_says_its_sentence() -> None:
    said = "No episode began in this period."
    nothing = an_oversight(
        sentences=(said,), by_month=(), by_team=(), by_provider=(), open_now=(), measures=measures(size=0)
    )
    rendered = render_oversight(nothing, a_head())
    assert said in text_of(rendered)
    assert [text for _, text in structure_of(rendered)].count("None") == 4


def test_interviews_that_are_still_to_be_held_are_listed_with_the_first_due_first() -> None:
    overdue = InterviewClock(
        state=ClockState.OVERDUE, words="overdue by 31 h", due_at=NOW - timedelta(hours=31), hours=-31
    )
    lines = (an_episode(), a_return(NOW), a_return(NOW, local_id="104233", initials="J.M.", clock=overdue))
    rendered = render_oversight(an_oversight(), a_head(), episodes=lines)
    assert ("H2", "Interviews to be held 2 returns") in roles_of(rendered, "H2")
    cells = _cells(rendered)
    assert cells.index("J.M. (104233)") < cells.index("T.O. (104281)")
    assert cells[cells.index("J.M. (104233)") + 5] == "overdue by 31 h"
    assert cells.count("Y.U. (104322)") == 1


def test_what_a_rule_found_is_listed_to_be_looked_at() -> None:
    raised = (
        Raised(
            kind=RaisedKind.OVERLAP,
            local_id="104233",
            key=EpisodeId("@1"),
            initials="J.M.",
            sentence="Begins while the one before is open",
        ),
        Raised(kind=RaisedKind.NOBODY, local_id="P-7781", key=EpisodeId("@2"), sentence="No child has this number"),
    )
    cells = _cells(render_oversight(an_oversight(), a_head(), raised=raised))
    assert cells[-6:] == [
        "J.M. (104233)",
        "overlaps",
        "Begins while the one before is open",
        "P-7781",
        "in the match queue",
        "No child has this number",
    ]


def test_tables_of_many_columns_lie_on_their_side() -> None:
    for rendered in (render_oversight(an_oversight(), a_head()), render_cross_reference(a_cross_reference(), a_head())):
        with opened(rendered) as pdf:
            boxes = [[float(edge) for edge in page.MediaBox] for page in pdf.pages]
        assert all(right > top for _, _, right, top in boxes)


def test_every_flag_prints_with_why() -> None:
    said = [text for _, text in roles_of(render_cross_reference(a_cross_reference(), a_head()), "P")]
    assert "Enhanced pathway: 4 episodes since 24 August 2026; CCE marker from SAFE on 29 October 2026." in said
    assert "Interview overdue: interview of 9 November overdue by 31 h." in said
    assert "On the enhanced pathway since 3 October 2026, with Ife Bello. Matched on local ID 104233." in said


def test_flagged_children_stand_before_those_without_a_flag() -> None:
    rendered = render_cross_reference(a_cross_reference(2, 3), a_head())
    assert [text for _, text in roles_of(rendered, "H2")] == [
        "Flagged 2 children",
        "Without a flag 3 children",
        "Not matched",
    ]
    text = text_of(rendered)
    assert text.index("104234") < text.index("204000")


def test_the_thresholds_are_said() -> None:
    said = (
        "3 episodes or more in 90 days, among the 20 with the most episodes, any longer than 24 hours, or missing now"
    )
    assert said in text_of(render_cross_reference(a_cross_reference(), a_head()))


def test_more_children_without_a_flag_than_fit_are_counted() -> None:
    rendered = render_cross_reference(a_cross_reference(1, 201), a_head())
    assert "201 children carry no flag. They are not printed" in text_of(rendered)
    assert "204000" not in text_of(rendered)
    assert "204199" in text_of(render_cross_reference(a_cross_reference(1, 200), a_head()))


def test_whom_nobody_could_match_stands_in_a_table_of_its_own_with_why() -> None:
    text = text_of(render_cross_reference(a_cross_reference(), a_head()))
    assert "P-7781" in text
    assert "No child on the desk has this number" in text
    assert "T.O. (104281), same surname and date of birth" in text


def test_a_child_whom_nobody_knows_prints_without_a_decision() -> None:
    line = a_cross_line(standing="–", last_decision="–", types="none", pathway="", matched="")
    rendered = render_cross_reference(a_cross_reference(lines=(line,)), a_head())
    assert "step up" not in text_of(rendered)


def test_the_pathway_tells_owner_reason_and_what_followed_each_contact() -> None:
    text = text_of(render_pathway([a_pathway_line()], a_head()))
    for said in (
        "J.M. (104233)",
        "Ife Bello, Children’s social care",
        "4 episodes since 24 August 2026; CCE marker",
        "2 contacts since the last episode, 1 reached",
        "visit, not reached",
        "an episode followed after 6 days",
    ):
        assert said in text


def test_who_left_the_pathway_stands_apart_with_why() -> None:
    left = a_pathway_line(left_on=date(2026, 11, 1), left="left on 1 November 2026: no episode for 60 days")
    rendered = render_pathway([left], a_head())
    headings = [text for _, text in roles_of(rendered, "H2", "H3")]
    assert headings == ["On the pathway now", "Left the pathway", "J.M. (104233)"]
    assert "no episode for 60 days" in text_of(rendered)
