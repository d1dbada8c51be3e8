"""The Minutes page: a draft is walked to the signed file and verified; what is refused leaves everything as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.services.signing_keys import SECRET
from tests.services.test_publishing_documents import text_of
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.minutes.conftest import OCTOBERS

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.editions import EditionKind
from panel_desk.domain.people import Role
from panel_desk.domain.verification import Verdict
from panel_desk.services.verifying import Verifying
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.minutes.dialogs import ApproveDialog, CirculateDialog
from panel_desk.ui.workspaces.minutes.page import MinutesPage
from panel_desk.ui.workspaces.minutes.sign_dialog import SignDialog
from panel_desk.ui.workspaces.verify.page import VerifyPage

SLOW = 20_000
"""Milliseconds that nobody waits for unless something is broken."""

W = TypeVar("W", bound=QWidget)


@pytest.fixture(autouse=True)
def no_dialog_stays(qapp: QApplication) -> Iterator[None]:
    """File dialogs that a test opened."""
    yield
    for dialog in qapp.topLevelWidgets():
        if isinstance(dialog, QFileDialog):
            dialog.close()


@pytest.fixture
def october(page: MinutesPage) -> MinutesPage:
    """The page at October’s minutes."""
    page.open(Place(PageKey.MINUTES, OCTOBERS))
    return page


def the(kind: type[W]) -> W:
    """The dialog of that kind that is open."""
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found


def state(page: MinutesPage) -> MeetingState:
    assert page.detail.view is not None
    return page.detail.view.state


def reaches(page: MinutesPage, wanted: MeetingState, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: state(page) is wanted, timeout=SLOW)


def circulate(page: MinutesPage, qtbot: QtBot) -> None:
    page.detail.do_next()
    the(CirculateDialog)._on_yes()
    reaches(page, MeetingState.CIRCULATED, qtbot)


def approve(page: MinutesPage, qtbot: QtBot) -> None:
    page.detail.do_next()
    the(ApproveDialog)._on_yes()
    reaches(page, MeetingState.APPROVED, qtbot)


def sign(page: MinutesPage, passphrase: str = SECRET) -> SignDialog:
    page.detail.do_next()
    dialog = the(SignDialog)
    dialog.type(passphrase)
    dialog.sign()
    return dialog


def sign_for_an_agency(page: MinutesPage, qtbot: QtBot, *, left: int) -> None:
    """Sign for the first agency that is waited for; so many are left then."""

    def waiting() -> int:
        assert page.detail.view is not None
        return len(page._session.reading.minutes_way.waiting_agencies(page.detail.view.meeting_id))

    sign(page)
    qtbot.waitUntil(lambda: waiting() == left, timeout=SLOW)


def said(session: OpenSession) -> list[str]:
    return [message.sentence for message in session.opened.said if isinstance(message, Message)]


def test_the_list_shows_every_meetings_minutes_and_opens_one(page: MinutesPage) -> None:
    assert [line.reference for line in page._model.rows] == [OCTOBERS]
    page._table.row_opened.emit(page._model.row(0))
    assert page.detail.view is not None
    assert page.detail.header.title().startswith(OCTOBERS)


def test_the_document_is_drawn_off_the_gui_thread_and_says_when_it_is_current(
    october: MinutesPage, qtbot: QtBot
) -> None:
    document = october.detail.document
    assert document.says.startswith("Being drawn")
    assert not document.is_current
    qtbot.waitUntil(lambda: document.is_current, timeout=SLOW)
    assert document.says == "As it prints now"


def test_pages_drawn_from_earlier_words_never_pass_for_current(october: MinutesPage, qtbot: QtBot) -> None:
    document, view = october.detail.document, october.detail.view
    assert view is not None
    for key in ("one", "two", "three"):
        document.show_minutes(view.document, key, None)
    qtbot.waitUntil(lambda: document.says == "As it prints now", timeout=SLOW)
    assert document.is_current


def test_choosing_a_section_shows_its_page(october: MinutesPage, qtbot: QtBot) -> None:
    detail = october.detail
    qtbot.waitUntil(lambda: detail.document.is_current, timeout=SLOW)
    assert detail.view is not None
    assert all(detail.document.go_to(line.heading) for line in detail.view.sections)
    last = detail.view.sections[-1].heading
    detail.sections.table.choose(lambda line: line.heading == last)
    assert detail.document.pdf.page() == detail.document.pdf.pages()


def test_a_draft_is_walked_to_the_signed_file_and_verified(
    october: MinutesPage, drafted: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    circulate(october, qtbot)
    approve(october, qtbot)
    sign(october)
    reaches(october, MeetingState.SIGNED, qtbot)
    sign_for_an_agency(october, qtbot, left=1)
    sign_for_an_agency(october, qtbot, left=0)
    assert october.detail.view is not None
    assert october.detail.view.next_step.deed == "send"
    verified(october, drafted, qtbot, tmp_path)


def verified(page: MinutesPage, session: OpenSession, qtbot: QtBot, folder: Path) -> None:
    """The signed file, checked on the Verify page with the trust file of the same desk."""
    assert page.detail.view is not None
    signed = session.reading.publishing.signed_pdf(page.detail.view.meeting_id)
    (folder / "signed.pdf").write_bytes(signed)
    verifying = Verifying(folder / "trusted.paneltrust")
    made: list[bytes] = []
    session.do(lambda desk: desk.certificates.trust_file(SECRET), done=made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=SLOW)
    (folder / "council.paneltrust").write_bytes(made[0])
    offered = verifying.offer(folder / "council.paneltrust")
    verifying.accept(made[0], offered.fingerprint)
    verify = VerifyPage(session.around, session, verifying=verifying)
    qtbot.addWidget(verify)
    verify.take_files([folder / "signed.pdf"])
    qtbot.waitUntil(lambda: verify.shown is not None, timeout=SLOW)
    assert verify.shown is not None
    assert verify.shown.found.verdict is Verdict.GENUINE
    assert "the one this desk holds" in verify.shown.questions[-1].detail


def test_a_wrong_passphrase_leaves_all_as_it_was_and_says_so_in_the_dialog(
    october: MinutesPage, drafted: OpenSession, qtbot: QtBot
) -> None:
    circulate(october, qtbot)
    approve(october, qtbot)
    before = drafted.reading.book.head()
    dialog = sign(october, "not the passphrase")
    qtbot.waitUntil(lambda: bool(dialog.problem), timeout=SLOW)
    assert "passphrase" in dialog.problem
    assert dialog.isVisible()
    assert drafted.reading.book.head() == before
    assert state(october) is MeetingState.APPROVED
    dialog.type(SECRET)
    dialog.sign()
    reaches(october, MeetingState.SIGNED, qtbot)


def test_a_withdrawn_certificate_is_told_before_a_passphrase_is_typed(
    october: MinutesPage, drafted: OpenSession, qtbot: QtBot
) -> None:
    circulate(october, qtbot)
    approve(october, qtbot)
    dana = drafted.reading.people.named("Dana Prior")
    newest = drafted.reading.certificates.newest_of(dana.id)
    assert newest is not None
    gone: list[object] = []
    actor, fingerprint = drafted.actor, newest.fingerprint
    drafted.do(lambda desk: desk.certificates.revoke(actor, fingerprint, "left"), done=gone.append)
    qtbot.waitUntil(lambda: bool(gone), timeout=SLOW)
    dialog = sign(october)
    assert "withdrawn" in dialog.problem
    assert not dialog._yes.isEnabled()
    dialog.close()
    assert state(october) is MeetingState.APPROVED


def test_circulating_leaves_out_who_is_left_out_and_adds_who_is_added(
    october: MinutesPage, drafted: OpenSession, qtbot: QtBot
) -> None:
    october.detail.do_next()
    dialog = the(CirculateDialog)
    dialog.leave_out("Marta Lee")
    dialog.add("R. Castellan")
    dialog._on_yes()
    reaches(october, MeetingState.CIRCULATED, qtbot)
    assert october.detail.view is not None
    copies = [c for c in october.detail.view.copies if c.edition == "minutes"]
    recipients = [c.recipient for c in copies]
    assert "Marta Lee" not in recipients
    assert recipients[-1] == "R. Castellan"
    assert [c.copy_number for c in copies] == list(range(1, len(copies) + 1))
    assert f"copy {len(copies)}, R. Castellan" in text_of(drafted.reading.copies.file(copies[-1].sha256))


def test_copies_are_saved_each_under_a_name_of_its_own(
    october: MinutesPage, drafted: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    circulate(october, qtbot)
    assert october.detail.view is not None
    rows = october.detail.view.copies
    assert october.detail.view is not None
    october.detail.sending.save_into(october.detail.view.meeting_id, tmp_path, rows, OCTOBERS)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.pdf"))) == len(rows), timeout=SLOW)
    first = next(row for row in rows if row.edition == "minutes")
    saved = tmp_path / f"SAFE-2026-10-minutes-copy-1-{first.recipient.replace(' ', '-')}.pdf"
    assert saved.read_bytes() == drafted.reading.copies.file(first.sha256)


def test_corrected_words_are_kept_and_the_pages_drawn_anew(october: MinutesPage, qtbot: QtBot) -> None:
    detail = october.detail
    qtbot.waitUntil(lambda: detail.document.is_current, timeout=SLOW)
    assert detail.view is not None
    (flag,) = detail.view.flags
    dialog = detail.correct(flag.item_id, flag.part)
    assert dialog is not None
    dialog.write(NoteSection.DISCUSSION, "K.A. is being put at risk by others.")
    dialog._on_yes()
    qtbot.waitUntil(lambda: detail.view is not None and detail.view.flags == (), timeout=SLOW)
    assert not detail.document.is_current
    assert detail.document.says.startswith("Being drawn anew")
    qtbot.waitUntil(lambda: detail.document.is_current, timeout=SLOW)


def test_words_that_could_not_be_kept_stay_in_front_of_who_typed_them(
    october: MinutesPage, drafted: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    assert october.detail.view is not None
    dialog = october.detail.correct(october.detail.view.flags[0].item_id)
    assert dialog is not None
    dialog.write(NoteSection.DISCUSSION, "Long and careful words.")
    (tmp_path / "desk").rename(tmp_path / "unplugged")
    dialog._on_yes()
    qtbot.waitUntil(lambda: "Nothing of this deed was saved" in words_of(dialog), timeout=SLOW)
    (tmp_path / "unplugged").rename(tmp_path / "desk")
    assert dialog.isVisible()
    assert dialog._texts()[NoteSection.DISCUSSION] == "Long and careful words."
    dialog.reject()


def test_esc_lets_typed_words_go_only_when_pressed_twice(october: MinutesPage, qtbot: QtBot) -> None:
    assert october.detail.view is not None
    dialog = october.detail.correct(october.detail.view.flags[0].item_id)
    assert dialog is not None
    dialog.write(NoteSection.DISCUSSION, "Long and careful words.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())


def words_of(widget: QWidget) -> str:
    """Every label on it."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_circulated_words_are_corrected_only_with_a_reason(october: MinutesPage, qtbot: QtBot) -> None:
    circulate(october, qtbot)
    assert october.detail.view is not None
    item = october.detail.view.flags[0].item_id
    dialog = october.detail.correct(item)
    assert dialog is not None
    dialog.write(NoteSection.DISCUSSION, "Better said.")
    dialog._on_yes()
    assert dialog.isVisible()
    assert state(october) is MeetingState.CIRCULATED
    dialog.write(NoteSection.DISCUSSION, "Better said.", "a wrong day")
    dialog._on_yes()
    reaches(october, MeetingState.DRAFT, qtbot)


def test_taking_back_asks_why_and_makes_a_draft_again(october: MinutesPage, drafted: OpenSession, qtbot: QtBot) -> None:
    circulate(october, qtbot)
    october.detail.take_back()
    question = drafted.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_words is not None
    question.on_words("  ")
    qtbot.waitUntil(lambda: any("Why are the minutes taken back" in s for s in said(drafted)), timeout=SLOW)
    assert state(october) is MeetingState.CIRCULATED
    question.on_words("an item is missing")
    reaches(october, MeetingState.DRAFT, qtbot)


def test_an_edition_is_looked_at_before_it_is_made_and_then_entered(
    october: MinutesPage, drafted: OpenSession, qtbot: QtBot
) -> None:
    detail = october.detail
    detail.show_panel("editions")
    detail.editions.choose(EditionKind.CHILD, "104101", "Ife Bello")
    assert any("mention" in line for line in detail.editions.left_out())
    detail.editions._on_look()
    qtbot.waitUntil(lambda: detail.document.says.startswith("Preview, not made yet"), timeout=SLOW)
    assert not [c for c in drafted.reading.copies.of_meeting(detail.view.meeting_id) if "child" in c.edition]  # type: ignore[union-attr]
    detail.editions.make()
    qtbot.waitUntil(lambda: "Copy 1 for Ife Bello is entered." in said(drafted), timeout=SLOW)
    assert detail.view is not None
    (copy,) = [c for c in detail.view.copies if "child" in c.edition]
    assert (copy.recipient, copy.copy_number) == ("Ife Bello", 1)
    assert "Youngblood" not in text_of(drafted.reading.copies.file(copy.sha256))


def test_an_edition_needs_a_recipient(october: MinutesPage) -> None:
    october.detail.show_panel("editions")
    october.detail.editions.choose(EditionKind.INITIALS, recipient=" ")
    assert not october.detail.editions._make.isEnabled()
    october.detail.editions.choose(EditionKind.INITIALS, recipient="Scrutiny")
    assert october.detail.editions._make.isEnabled()


def test_an_agency_without_actions_gets_no_sheet_and_is_told_why(october: MinutesPage) -> None:
    october.detail.show_panel("editions")
    october.detail.editions.choose(EditionKind.ACTION_SHEET, "housing", "Ruth Bell")
    assert "nothing to do" in october.detail.editions._notes.text()
    assert not october.detail.editions._make.isEnabled()


def test_a_preview_may_not_be_printed_past_the_register(october: MinutesPage, qtbot: QtBot) -> None:
    document = october.detail.document
    qtbot.waitUntil(lambda: document.is_current, timeout=SLOW)
    assert not document.pdf._printable


def test_children_stand_in_the_form_by_initials(october: MinutesPage) -> None:
    october.detail.show_panel("editions")
    october.detail.editions.choose(EditionKind.CHILD)
    about = october.detail.editions._about
    offered = [about.itemText(place) for place in range(about.count())]
    assert offered == ["K.A. · 104101", "K.Y. · 104102"]


@pytest.mark.usefixtures("themed")
def test_a_member_may_look_but_neither_circulate_nor_correct_nor_make_copies(
    drafted_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = copied(drafted_template, tmp_path / "desk")
    with session_on(folder, tmp_path, name="Marta Lee", role=Role.CORE_MEMBER) as session:
        page = MinutesPage(session)
        qtbot.addWidget(page)
        page.open(Place(PageKey.MINUTES, OCTOBERS))
        detail = page.detail
        assert detail.view is not None
        assert not detail.next_button.isEnabled()
        assert "may not draft or circulate minutes" in detail.next_button.accessibleDescription()
        detail.do_next()
        assert detail.correct(detail.view.flags[0].item_id) is None
        detail.show_panel("editions")
        detail.editions.choose(EditionKind.FULL, recipient="Marta Lee")
        detail.editions.make()
        assert not detail.editions._make.isEnabled()
        detail.show_panel("copies")
        assert detail.copies._save.isHidden()
        assert detail.copies._save_all.isHidden()
        assert state(page) is MeetingState.DRAFT


def test_a_meeting_that_is_unknown_is_told_and_the_list_stays(page: MinutesPage, drafted: OpenSession) -> None:
    page.open(Place(PageKey.MINUTES, "SAFE-1999-01"))
    assert page.detail.view is None
    assert said(drafted)
