"""Values of the papers between the meetings, with valid defaults: missing, the pathway, subject access."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec.structs import replace
from tests.documents.builders import MADE_AT
from tests.documents.profile_builders import a_period

from panel_desk.domain.children.cases import EpisodeKind
from panel_desk.domain.ids import (
    EpisodeId,
    PathwayId,
)
from panel_desk.domain.keeping.subject_access import (
    HeldEntry,
    HeldLine,
    HeldSection,
    Reading,
    Redaction,
    RedactionKind,
    SubjectAccess,
)
from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference, Flag, FlagKind
from panel_desk.domain.missing.episode_lines import ClockState, EpisodeLine, InterviewClock, Measures, Oversight
from panel_desk.domain.missing.matching import MatchCandidate, Suggestion
from panel_desk.domain.missing.pathway import ContactWay
from panel_desk.domain.missing.pathway_rules import ContactLine, PathwayLine
from panel_desk.domain.missing.thresholds import Thresholds

NAME = "Zebedee Quillfeather"
"""Of a child; no paper but that of subject access may have it."""
NOW = datetime(2026, 11, 22, 10, 0)  # noqa: DTZ001 - England’s wall clock, as the values have it


def measures(name: str = "All", size: int = 1) -> Measures:
    """Of 186 returned episodes, or so many times that."""
    return Measures(
        name=name,
        episodes=187 * size,
        children=61 * size,
        open=size,
        returned=186 * size,
        offered=169 * size,
        accepted=108 * size,
        completed=101 * size,
        within_72=96 * size,
        refused=48 * size,
        not_offered=9 * size,
        unknown_time=12 * size,
        outstanding=28 * size,
        overdue=6 * size,
    )


def an_episode(**changes: Any) -> EpisodeLine:  # noqa: ANN401 - any field
    """One child missing now."""
    line = EpisodeLine(
        local_id="104322",
        key=EpisodeId("@2026-11-20T20:00"),
        child_id=None,
        initials="Y.U.",
        name=NAME,
        team="Adolescent team North",
        kind=EpisodeKind.MISSING,
        entered=False,
        started_at=datetime(2026, 11, 20, 20, 0),  # noqa: DTZ001 - as above
        started_words="Fri 20 Nov 2026, 20:00",
        ended_at=None,
        ended_words="still missing",
        is_open=True,
        hours=38,
        lasted_words="38 hours so far",
        clock=InterviewClock(state=ClockState.STILL_MISSING, words="still missing"),
    )
    return replace(line, **changes)


def a_return(due: datetime, **changes: Any) -> EpisodeLine:  # noqa: ANN401 - any field
    """A child who is back and waits for an interview."""
    clock = InterviewClock(state=ClockState.DUE, words="due Tue 24 Nov, 14:20 · 31 h left", due_at=due, hours=31)
    line = an_episode(
        local_id="104281",
        initials="T.O.",
        clock=clock,
        is_open=False,
        ended_words="Sat 21 Nov 2026, 14:20",
        provider="Fictional Return Interview Service",
    )
    return replace(line, **changes)


def an_oversight(**changes: Any) -> Oversight:  # noqa: ANN401 - any field
    """1 April to 22 November 2026."""
    months = ("April", "May", "June", "July", "August", "September", "October", "November")
    empty = Measures(name="August 2026")
    oversight = Oversight(
        period=a_period(),
        as_of=NOW,
        measures=measures(),
        by_month=tuple(empty if month == "August" else measures(f"{month} 2026") for month in months),
        by_team=(measures("Adolescent team North"), measures("Children in care"), measures("No team recorded")),
        by_provider=(measures("Fictional Return Interview Service"), measures("Own service", 3)),
        absent=14,
        open_now=(an_episode(),),
        sentences=(
            "187 episodes of 61 children began in this period; 186 of them have ended.",
            "91 % were offered an interview, and 52 % had one within 72 hours",
        ),
    )
    return replace(oversight, **changes)


def a_cross_line(**changes: Any) -> CrossLine:  # noqa: ANN401 - any field
    """The child of the issue's own example."""
    line = CrossLine(
        local_id="104233",
        initials="J.M.",
        name=NAME,
        types="CCE, county lines",
        standing="SAFE · High",
        last_decision="to step up to MACE, 29 October 2026",
        days_30=2,
        days_90=4,
        days_365=7,
        hours=76,
        time_away="3 d 4 h",
        last="9 November 2026",
        interview="overdue by 31 h",
        flags=(
            Flag(
                kind=FlagKind.ENHANCED_PATHWAY,
                facts=("4 episodes since 24 August 2026", "CCE marker from SAFE on 29 October 2026"),
            ),
            Flag(kind=FlagKind.INTERVIEW_OVERDUE, facts=("interview of 9 November overdue by 31 h",)),
        ),
        why="4 episodes between 24 August and 22 November (threshold 3 in 90 days); matched on local ID 104233",
        matched="matched on local ID 104233",
        pathway="on the enhanced pathway since 3 October 2026, with Ife Bello",
        pathway_id=PathwayId("pathway-1"),
    )
    return replace(line, **changes)


def a_cross_reference(flagged: int = 1, others: int = 3, **changes: Any) -> CrossReference:  # noqa: ANN401 - any field
    """So many children with a flag and without."""
    lines = [a_cross_line(local_id=f"{104233 + n}") for n in range(flagged)]
    unflagged = a_cross_line(flags=(), types="none", standing="–", last_decision="–", interview="completed in 46 h")
    lines += [replace(unflagged, local_id=f"{204000 + n}") for n in range(others)]
    value = CrossReference(
        ran_at=MADE_AT,
        thresholds=Thresholds(),
        period_words="24 August to 22 November 2026, counted by start date",
        sentence="3 children go missing most and carry a marker. 1 goes missing most and carries none.",
        lines=tuple(lines),
        queue=(
            MatchCandidate(
                source_id="P-7781",
                initials="?.?.",
                name=NAME,
                episodes=3,
                last="missing since 20 November 2026, 21:10",
                why="No child on the desk has this number, and the list gives no NHS number",
                suggestions=(
                    Suggestion(local_id="104281", initials="T.O.", name=NAME, why="same surname and date of birth"),
                ),
            ),
        ),
    )
    return replace(value, **changes)


def a_pathway_line(**changes: Any) -> PathwayLine:  # noqa: ANN401 - any field
    """A child on the pathway, sought twice."""
    contact = ContactLine(
        at=NOW,
        when="12 November 2026, 16:30",
        by="Ife Bello",
        way=ContactWay.VISIT,
        reached=True,
        words="Spoke about the weekend.",
        followed="no episode since",
    )
    line = PathwayLine(
        id=PathwayId("pathway-1"),
        local_id="104233",
        initials="J.M.",
        name=NAME,
        child_id=None,
        owner="Ife Bello",
        agency="Children’s social care",
        added_on=date(2026, 10, 3),
        added="3 October 2026",
        reason="4 episodes since 24 August 2026; CCE marker",
        contacts=(contact, replace(contact, reached=False, words="", followed="an episode followed after 6 days")),
        contacts_words="2 contacts since the last episode, 1 reached",
        episodes_since=1,
    )
    return replace(line, **changes)


def an_access(**changes: Any) -> SubjectAccess:  # noqa: ANN401 - any field
    """Everything on one child, with two redactions and an entry that is withheld."""
    entries = (
        HeldEntry(
            key="referral:2026-03-03:Police",
            title="Referral by the police",
            when="3 March 2026",
            lines=(
                HeldLine(label="Reason", text="Seen twice at the bus station with [another child]."),
                HeldLine(label="Types", text="CCE, county lines", check="Never printed: for the desk."),
            ),
            source="SAFE referrals.xlsx, added 5 March 2026",
        ),
        HeldEntry(key="note:1", title="Note", lines=(), withheld="It is about another child alone"),
    )
    value = SubjectAccess(
        council="Fictional Borough Council",
        local_id="104233",
        initials="Z.Q.",
        name=NAME,
        title=f"Everything held on {NAME} (104233)",
        made_at=MADE_AT,
        made_words="22 November 2026, 10:42",
        facts=(("Child", NAME), ("Local ID", "104233")),
        sections=(
            HeldSection(
                key="referrals",
                title="Referrals",
                entries=entries,
                intro="Who told the panels about you, and why",
            ),
            HeldSection(key="missing", title="Missing episodes", entries=(), empty="No missing episode is held."),
        ),
        redactions=(
            Redaction(
                where="Referral by the police, 3 March 2026: Reason",
                kind=RedactionKind.CHILD,
                reason="It would tell you about another child",
            ),
            Redaction(
                where="SAFE-2026-11, item 3.2: Discussion",
                kind=RedactionKind.FAMILY,
                reason="They have not agreed",
                times=4,
            ),
        ),
        to_read=(Reading(id="read:1", entry="note:1", line=0, where="Note", why="Never printed: for the desk."),),
        about=("This is what the panels’ desk holds on you", "Other people were taken out."),
    )
    return replace(value, **changes)
