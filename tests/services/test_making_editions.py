"""Editions: each holds what its reader needs, says beforehand what it leaves out, and leaves as a numbered copy."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.services.desk_builders import ASHA, HEALTH, NOVEMBER, POLICE, TestDesk, a_profile, child, refusal
from tests.services.signing_keys import SECRET
from tests.services.test_publishing_documents import text_of

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.editions import EditionKind
from panel_desk.services.editions import Prepared, draw

KINDS = pytest.mark.parametrize("kind", list(EditionKind), ids=lambda kind: kind.name)


@pytest.fixture
def written(at: TestDesk) -> tuple[TestDesk, MeetingId]:
    """A closed meeting about two children; under the first the second is named in every way."""
    at.bring(a_profile(child("104101", surname="Archer"), child("104102", surname="Youngblood")))
    at.bring(
        a_profile(
            child("104103", surname="Wanderley"),
            child("104101", surname="Archer"),
            child("104102", surname="Youngblood"),
        )
    )
    meeting_id = at.opened()
    first, second = at.cases(meeting_id)[:2]
    said = "With Kim Youngblood, a YOUNGBLOOD cousin, K.Y. (104102); and Kim Wanderley (104103)."
    at.desk.meetings.write(ASHA, meeting_id, first.id, NoteSection.DISCUSSION, said)
    at.desk.meetings.write(ASHA, meeting_id, second.id, NoteSection.VOICE, "Only about the second.")
    khan = at.person("Imran Khan")
    at.desk.meetings.ask(
        ASHA, meeting_id, first.id, what="Visit the bakery", agency=POLICE, due_on=NOVEMBER, owner=khan
    )
    at.desk.meetings.ask(ASHA, meeting_id, second.id, what="Offer a check", agency=HEALTH, due_on=NOVEMBER)
    at.close(meeting_id)
    return at, meeting_id


def about(kind: EditionKind) -> str:
    if kind is EditionKind.CHILD:
        return "104101"
    return POLICE if kind in (EditionKind.AGENCY, EditionKind.ACTION_SHEET) else ""


def printed(prepared: Prepared) -> str:
    return text_of(draw(prepared).pdf_bytes)


def prepared(written: tuple[TestDesk, MeetingId], kind: EditionKind, whose: str = "") -> Prepared:
    at, meeting_id = written
    return at.desk.editions.prepare(meeting_id, kind, whose or about(kind))


@KINDS
def test_what_is_left_out_is_told_before_anything_is_made(
    written: tuple[TestDesk, MeetingId], kind: EditionKind
) -> None:
    at, meeting_id = written
    before = len(at.desk.copies.of_meeting(meeting_id))
    assert prepared(written, kind).left_out
    assert all(line.endswith(".") for line in prepared(written, kind).left_out)
    assert len(at.desk.copies.of_meeting(meeting_id)) == before


def test_an_extract_holds_the_childs_item_and_no_part_of_another_child(written: tuple[TestDesk, MeetingId]) -> None:
    text = printed(prepared(written, EditionKind.CHILD))
    assert "K.A. (104101)" in text
    assert "Visit the bakery" in text
    assert not any(word in text for word in ("Youngblood", "YOUNGBLOOD", "104102", "K.Y.", "Wanderley", "104103"))
    assert "Only about the second" not in text
    assert text.count("[another child]") >= 3


def test_an_extract_says_how_many_mentions_it_took_out(written: tuple[TestDesk, MeetingId]) -> None:
    told = " ".join(prepared(written, EditionKind.CHILD).left_out)
    assert "mentions of other children" in told
    assert prepared(written, EditionKind.CHILD).notes


def test_there_is_no_extract_of_a_child_who_was_not_on_the_agenda(written: tuple[TestDesk, MeetingId]) -> None:
    with refusal(Reason.NOT_FOUND):
        prepared(written, EditionKind.CHILD, "999999")


def test_an_agencys_edition_holds_its_items_and_its_own_actions_alone(written: tuple[TestDesk, MeetingId]) -> None:
    text = printed(prepared(written, EditionKind.AGENCY))
    assert "Visit the bakery" in text
    assert "K.A. (104101)" in text
    assert "Offer a check" not in text
    assert "Only about the second" not in text


def test_the_initials_edition_shows_neither_numbers_nor_names(written: tuple[TestDesk, MeetingId]) -> None:
    text = printed(prepared(written, EditionKind.INITIALS))
    assert "K.Y." in text
    assert "shown by initials alone" in text
    assert "local number" not in text
    assert not any(n in text for n in ("104101", "104102", "104103", "Youngblood", "YOUNGBLOOD", "Wanderley"))
    assert not any(
        name in text for name in ("Dana Prior", "Imran Khan", "Abena Osei", "Marta Lee", "Asha Rahman", "Khan")
    )


def test_children_with_the_same_initials_are_told_apart(at: TestDesk) -> None:
    at.bring(a_profile(child("104101", surname="Archer"), child("104102", surname="Ayers")))
    meeting_id = at.closed()
    text = printed(at.desk.editions.prepare(meeting_id, EditionKind.INITIALS))
    assert "K.A. 1" in text
    assert "K.A. 2" in text


def test_the_full_minutes_carry_their_record_and_the_other_editions_do_not(written: tuple[TestDesk, MeetingId]) -> None:
    for kind in EditionKind:
        with pikepdf.open(io.BytesIO(draw(prepared(written, kind)).pdf_bytes)) as pdf:
            assert bool(pdf.attachments) is (kind is EditionKind.FULL), kind


@KINDS
def test_each_copy_has_the_next_number_and_its_recipient_on_the_page_and_in_the_register(
    written: tuple[TestDesk, MeetingId], kind: EditionKind
) -> None:
    at, meeting_id = written
    made = [at.desk.editions.make(ASHA, meeting_id, kind, who, about(kind)) for who in ("Ruth Bell", "Joel Hart")]
    rows = [row for row in at.desk.copies.of_meeting(meeting_id) if row.edition == made[0].label]
    assert [(row.copy_number, row.recipient) for row in rows] == [(1, "Ruth Bell"), (2, "Joel Hart")]
    assert "copy 2, Joel Hart" in text_of(made[1].content)
    assert at.desk.copies.file(rows[1].sha256) == made[1].content


def test_a_copy_for_nobody_is_refused_and_nothing_is_kept(written: tuple[TestDesk, MeetingId]) -> None:
    at, meeting_id = written
    before = at.tables()
    with refusal(match="Who gets this copy"):
        at.desk.editions.make(ASHA, meeting_id, EditionKind.FULL, " ")
    assert at.tables() == before


def test_once_signed_the_full_edition_is_the_signed_file(signing: TestDesk) -> None:
    meeting_id = signing.approved()
    signed = signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    assert signing.desk.editions.make(ASHA, meeting_id, EditionKind.FULL, "Marta Lee").content == signed


# Circulating


def drafted(at: TestDesk) -> MeetingId:
    meeting_id = at.closed()
    at.desk.minutes.draft(ASHA, meeting_id)
    return meeting_id


def test_circulating_makes_a_numbered_copy_for_each_recipient(at: TestDesk) -> None:
    meeting_id = drafted(at)
    told: list[float | None] = []
    at.desk.publishing.circulate(
        ASHA, meeting_id, ("Marta Lee", "Imran Khan"), lambda _words, fraction: told.append(fraction)
    )
    rows = at.desk.copies.of_meeting(meeting_id)
    assert [(r.edition, r.copy_number, r.recipient) for r in rows] == [
        ("minutes", 1, "Marta Lee"),
        ("minutes", 2, "Imran Khan"),
    ]
    second = text_of(at.desk.copies.file(rows[1].sha256))
    assert "circulated · copy 2, Imran Khan" in second
    assert told == [0.0, 0.5]
    assert at.state(meeting_id) is MeetingState.CIRCULATED


def test_circulating_to_nobody_is_refused(at: TestDesk) -> None:
    meeting_id = drafted(at)
    with refusal(match="To whom"):
        at.desk.publishing.circulate(ASHA, meeting_id, ())
    assert at.state(meeting_id) is MeetingState.DRAFT


def test_circulating_that_is_stopped_leaves_a_draft_and_no_copy(at: TestDesk) -> None:
    meeting_id = drafted(at)
    before = at.tables()

    def stop(_words: str, fraction: float | None) -> None:
        if fraction:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        at.desk.publishing.circulate(ASHA, meeting_id, ("Marta Lee", "Imran Khan"), stop)
    assert at.tables() == before
    assert at.state(meeting_id) is MeetingState.DRAFT


# Correcting the wording


def first_case(at: TestDesk) -> tuple[MeetingId, ItemId]:
    at.bring(a_profile())
    meeting_id = drafted(at)
    return meeting_id, at.cases(meeting_id)[0].id


def words(at: TestDesk, meeting_id: MeetingId) -> str:
    return at.cases(meeting_id)[0].notes.get(NoteSection.DISCUSSION, "")


def test_the_wording_of_a_draft_is_corrected_and_only_what_changed_is_kept(at: TestDesk) -> None:
    meeting_id, item = first_case(at)
    texts = {NoteSection.DISCUSSION: "Better said.", NoteSection.VOICE: ""}
    assert len(at.desk.minutes.correct(ASHA, meeting_id, item, texts)) == 1
    assert at.desk.minutes.correct(ASHA, meeting_id, item, texts) == ()
    assert words(at, meeting_id) == "Better said."
    assert at.state(meeting_id) is MeetingState.DRAFT


def test_circulated_minutes_are_taken_back_with_a_reason_to_be_corrected(at: TestDesk) -> None:
    meeting_id, item = first_case(at)
    at.desk.minutes.circulate(ASHA, meeting_id)
    with refusal(match="Why"):
        at.desk.minutes.correct(ASHA, meeting_id, item, {NoteSection.DISCUSSION: "Better said."})
    assert (at.state(meeting_id), words(at, meeting_id)) == (MeetingState.CIRCULATED, "")
    at.desk.minutes.correct(ASHA, meeting_id, item, {NoteSection.DISCUSSION: "Better said."}, reason="a wrong day")
    assert (at.state(meeting_id), words(at, meeting_id)) == (MeetingState.DRAFT, "Better said.")
    assert at.desk.meetings.meeting(meeting_id).revision == 2


def test_approved_and_signed_minutes_are_not_worded_anew(signing: TestDesk) -> None:
    signing.bring(a_profile())
    meeting_id = signing.approved()
    item = signing.cases(meeting_id)[0].id
    for _ in range(2):
        with refusal(match="cannot correct the wording now"):
            signing.desk.minutes.correct(ASHA, meeting_id, item, {NoteSection.DISCUSSION: "Other."}, reason="late")
        if signing.state(meeting_id) is MeetingState.APPROVED:
            signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)


# The way


def test_the_way_tells_every_step_with_who_and_when(signing: TestDesk) -> None:
    meeting_id = signing.approved()
    signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    signing.desk.publishing.approve(meeting_id, POLICE, signing.person("Imran Khan"), SECRET)
    steps = signing.desk.minutes_way.steps(meeting_id)
    kinds = ["Drafted", "Circulated", "Approved", "Signed", "Approved by an agency"]
    assert [step.kind.value for step in steps] == kinds
    assert [step.who for step in steps[3:]] == ["Dana Prior", "Imran Khan"]
    assert [step.at for step in steps] == sorted(step.at for step in steps)


def test_only_later_meetings_that_were_opened_may_confirm(at: TestDesk) -> None:
    meeting_id = at.circulated()
    at.issued(held_on=NOVEMBER)
    assert at.desk.minutes_way.may_confirm(meeting_id) == ()


def test_a_later_meeting_in_session_may_confirm(at: TestDesk) -> None:
    meeting_id = at.circulated()
    confirming = at.opened(held_on=NOVEMBER)
    found = at.desk.minutes_way.may_confirm(meeting_id)
    assert [(one.meeting_id, one.presiding) for one in found] == [(confirming, "Dana Prior")]
    at.desk.minutes.approve(ASHA, meeting_id, found[0].meeting_id)


def test_agencies_are_waited_for_once_the_chair_has_signed(signing: TestDesk) -> None:
    meeting_id = signing.approved()
    assert signing.desk.minutes_way.waiting_agencies(meeting_id) == ()
    signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    assert [key for key, _ in signing.desk.minutes_way.waiting_agencies(meeting_id)] == [POLICE, HEALTH]
    signing.desk.publishing.approve(meeting_id, POLICE, signing.person("Imran Khan"), SECRET)
    assert [key for key, _ in signing.desk.minutes_way.waiting_agencies(meeting_id)] == [HEALTH]


def test_who_is_registered_for_a_role_is_known_before_a_passphrase_is_asked(signing: TestDesk) -> None:
    signers = signing.desk.certificates.signers("approver:police", signing.desk.people.panel("SAFE").key)  # type: ignore[arg-type]
    assert [c.person_id for c in signers] == [signing.person("Imran Khan").id]
    assert signing.desk.certificates.signers("approver:housing", "SAFE") == ()  # type: ignore[arg-type]
    newest = signing.desk.certificates.newest_of(signing.person("Dana Prior").id)
    assert newest is not None
    assert newest.roles == ("chair",)
    assert signing.desk.certificates.newest_of(signing.person("Marta Lee").id) is None


def test_every_document_of_an_issue_has_a_number(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.planned()
    at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    for _ in range(2):
        at.desk.publishing.issue_agenda(ASHA, meeting_id)
    rows = at.desk.copies.of_meeting(meeting_id)
    assert [(r.edition, r.copy_number) for r in rows if r.edition == "agenda"] == [("agenda", 1), ("agenda", 2)]
    with pytest.raises(DeskError):
        at.desk.copies.file("0" * 64)
