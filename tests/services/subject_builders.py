"""A desk on which a sentence stands in every place where people type, about one child and about others."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from tests.services.desk_builders import ASHA, OCTOBER, POLICE, TestDesk

from panel_desk.domain.children.cases import (
    AlertKind,
    CaseRow,
    ChildFacts,
    ConcernKind,
    ConcernRow,
    EpisodeKind,
    EpisodeRow,
    IdentityAlert,
    ListKind,
    ProfileRow,
    ReferralRow,
)
from panel_desk.domain.events import Event
from panel_desk.domain.events.items import InterestDeclared, NoteSection
from panel_desk.domain.events.lists import CaseListImported, IdentityAlertAnswered
from panel_desk.domain.events.missing import (
    EpisodeRecorded,
    EpisodeSetAside,
    InterviewRecorded,
    PathwayContactMade,
    PathwayEntered,
    PathwayLeft,
)
from panel_desk.domain.events.strategy import ConcernLinked, ConcernRecorded, FeedbackAnswered, FeedbackRecorded
from panel_desk.domain.ids import ChildId, ConcernId, EpisodeId, FeedbackId, ImportId, InterviewId, PathwayId
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.domain.missing.pathway import ContactWay, PathwayContact, PathwayEntry
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker

CLOCK = datetime(2026, 10, 3, 20, 0)  # noqa: DTZ001  England's wall clock
DAY = date(2026, 10, 4)
OWN = ChildFacts(local_id="104233", surname="Quillfeather", forenames="Jorun", nhs_number="9434765870")


class Planted(Struct):
    """What was planted."""

    at: TestDesk
    own: ChildFacts
    others: tuple[ChildFacts, ...]


def plant(
    at: TestDesk, others: tuple[ChildFacts, ...], sentence: str, *, person_of_concern: str = "Tom Nox"
) -> Planted:
    """Let everything happen to one child, with a sentence about the others wherever something is typed."""
    everybody = (OWN, *others)
    ids = {facts.local_id: ChildId(f"child-{facts.local_id}") for facts in everybody}
    record(
        at,
        "import/1",
        a_list(
            "1",
            *(ProfileRow(facts=facts, reason=sentence) for facts in everybody),
            new_children=ids,
            alerts=tuple(_alert(facts, sentence) for facts in others),
            no_longer_listed=(OWN.local_id,),
        ),
    )
    referral = ReferralRow(
        facts=OWN, referred_on=DAY, source_agency="Police", referrer="DC Wells", reason=sentence, household=sentence
    )
    sibling = ReferralRow(
        facts=others[0], referred_on=DAY, source_agency="Neighbour", reason=f"With {OWN.name}. {sentence}"
    )
    episode = EpisodeRow(local_id=OWN.local_id, kind=EpisodeKind.MISSING, started_at=CLOCK)
    record(at, "import/2", a_list("2", referral, sibling, kind=ListKind.REFERRALS))
    record(at, "import/3", a_list("3", episode, kind=ListKind.MISSING))
    person = ConcernRow(kind=ConcernKind.PERSON, name=person_of_concern, concern=sentence)
    for name, row in (
        ("c1", person),
        ("c2", ConcernRow(kind=ConcernKind.LOCATION, name="Mill Park", concern=sentence)),
    ):
        record(at, f"concern/{name}", ConcernRecorded(concern_id=ConcernId(name), row=row))
        record(at, f"place/{name}", ConcernLinked(concern_id=ConcernId(name), local_id=OWN.local_id, why=sentence))
    _between(at, ids[OWN.local_id], ids[others[0].local_id], sentence)
    for other in others:
        answer = IdentityAlertAnswered(
            local_id=OWN.local_id, other_local_id=other.local_id, answer="different", reason=sentence
        )
        record(at, f"child/{ids[other.local_id]}", answer)
    _meet(at, sentence)
    return Planted(at=at, own=OWN, others=others)


def a_list(number: str, *rows: CaseRow, kind: ListKind = ListKind.PROFILE, **more: object) -> CaseListImported:
    """A list of these rows."""
    return CaseListImported(
        import_id=ImportId(number),
        kind=kind,
        file_name=f"list-{number}.csv",
        file_sha256=number * 64,
        rows=rows,
        **more,  # type: ignore[arg-type]  # names are those of the Struct
    )


def record(at: TestDesk, stream: str, event: Event) -> None:
    """Let it happen."""
    at.desk.book.record(ASHA, (stream, event))


def _alert(other: ChildFacts, sentence: str) -> IdentityAlert:
    return IdentityAlert(
        kind=AlertKind.PROBABLY_SAME, local_id=other.local_id, other_local_id=OWN.local_id, sentence=sentence
    )


def _between(at: TestDesk, own: ChildId, other: ChildId, sentence: str) -> None:
    episode = EpisodeRow(local_id=OWN.local_id, kind=EpisodeKind.MISSING, started_at=CLOCK, interview_provider=sentence)
    interview = ReturnInterview(
        id=InterviewId("v1"),
        local_id=OWN.local_id,
        episodes=(EpisodeId("e1"),),
        state=InterviewState.REFUSED,
        provider=sentence,
        reason=sentence,
    )
    stay = PathwayEntry(id=PathwayId("p1"), local_id=OWN.local_id, owner="Ife Bello", added_on=DAY, reason=sentence)
    contact = PathwayContact(at=CLOCK, by="Ife Bello", way=ContactWay.VISIT, reached=True, words=sentence)
    record(at, "missing/e1", EpisodeRecorded(episode_id=EpisodeId("e1"), row=episode))
    record(at, "missing/s1", EpisodeSetAside(local_id=OWN.local_id, episode_id=EpisodeId("@x"), reason=sentence))
    record(at, "missing/v1", InterviewRecorded(interview=interview))
    record(at, "pathway/p1", PathwayEntered(entry=stay))
    record(at, "pathway/p1", PathwayContactMade(pathway_id=stay.id, contact=contact))
    record(at, "pathway/p1", PathwayLeft(pathway_id=stay.id, left_on=DAY, reason=sentence))
    for name, child, said in (("f1", own, sentence), ("f2", other, f"{OWN.name} was there. {sentence}")):
        feedback = Feedback(
            id=FeedbackId(name),
            speaker=Speaker.FAMILY,
            gathered=Gathered.IN_PERSON,
            gathered_by=sentence,
            said_on=DAY,
            said=said,
            child_id=child,
        )
        record(at, f"voice/{name}", FeedbackRecorded(feedback=feedback))
        answered = FeedbackAnswer(did=sentence, did_on=DAY, by="Police")
        record(at, f"voice/{name}", FeedbackAnswered(feedback_id=feedback.id, answer=answered))


def _meet(at: TestDesk, sentence: str) -> None:
    """A meeting with every child on its agenda: words, an interest, decisions and actions under each item."""
    meeting_id = at.opened()
    for item in at.cases(meeting_id):
        at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
        named = (
            sentence if item.agenda.child and item.agenda.child.local_id == OWN.local_id else f"{OWN.name}. {sentence}"
        )
        for section in NoteSection:
            at.desk.meetings.write(ASHA, meeting_id, item.id, section, f"{named}")
        khan = at.person("Imran Khan").id
        declared = InterestDeclared(
            meeting_id=meeting_id, item_id=item.id, person_id=khan, nature=named, at=at.desk.book.now()
        )
        at.desk.meetings.record(ASHA, meeting_id, declared)
        at.decide(meeting_id, item, reason=named)
        at.desk.meetings.ask(ASHA, meeting_id, item.id, what=named, agency=POLICE, due_on=date(2026, 11, 30))
    at.desk.meetings.close(ASHA, meeting_id)
    assert OCTOBER.year == CLOCK.year
