"""The Profile page in a window: sections by keys, any period, the public copy, and figures that leave the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.looking import picture, shown

from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.figures.scrutiny_report import SupportingDocument
from panel_desk.domain.people import Role
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.pdf_dialog import PdfDialog
from panel_desk.ui.workspaces.profile.earlier_years_dialog import EarlierYearsDialog
from panel_desk.ui.workspaces.profile.page import ProfilePage
from panel_desk.ui.workspaces.profile.presenter import HIDDEN, ProfilePresenter
from panel_desk.ui.workspaces.profile.report_dialog import ReportDialog, ReportWanted

YEAR = PublishedYear(year="2019-20", children=239, cse_only=44, cce_only=175, both=20, source="Report to scrutiny")


@pytest.fixture
def page(demo_session: OpenSession, qtbot: QtBot) -> ProfilePage:
    """The demonstration's profile, counted and in sight."""
    return opened(demo_session, qtbot)


def opened(session: OpenSession, qtbot: QtBot) -> ProfilePage:
    made = ProfilePage(session)
    session.record_changed.connect(made.refresh)
    made.resize(1084, 740)
    shown(qtbot, made)
    made.refresh()
    counted(session, qtbot)
    return made


def counted(session: OpenSession, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.tasks.busy, timeout=60_000)


def made_public(page: ProfilePage, session: OpenSession, qtbot: QtBot) -> None:
    page.set_public(True)
    counted(session, qtbot)


def section(page: ProfilePage) -> str:
    return page.sections.currentItem().text()


def test_the_page_begins_with_this_year_and_its_sentence(page: ProfilePage) -> None:
    assert page.bar.period.words == "2026-27"
    assert page.sentence.startswith("37 children were experiencing or at risk of exploitation")
    assert section(page) == "Exploitation profile"
    picture(page, "profile")


def test_arrow_keys_go_from_section_to_section(page: ProfilePage) -> None:
    page.sections.setFocus()
    QTest.keyClick(page.sections, Qt.Key.Key_Down)
    second = section(page)
    assert second != "Exploitation profile"
    assert page.pane._title.text() == second
    QTest.keyClick(page.sections, Qt.Key.Key_End)
    assert page.pane.figures is not None


def test_the_chart_stands_beside_its_table_with_the_same_figures(page: ProfilePage) -> None:
    figures = page.pane.figures
    assert figures is not None
    by_label = {row.label: row.cells[0].number for row in figures.shown_rows()}
    drawn = {series.name: series.values[-1] for series in page.pane.chart.chart.series}
    assert {"CSE only", "CCE only", "both"} <= drawn.keys()
    assert all(by_label.get(name) == value for name, value in drawn.items())
    assert page.pane.chart.geometry().width() > 0


def test_the_public_copy_hides_small_figures_and_says_why(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    made_public(page, demo_session, qtbot)
    figures = page.pane.figures
    assert figures is not None
    both = next(row for row in figures.shown_rows() if row.label == "both")
    assert (both.cells[0].words, both.cells[0].number) == ("c", None)
    figures.choose(lambda row: row.label == "both")
    assert "Counts of 1 to 5 children are not published." in page.pane.why
    drawn = next(series for series in page.pane.chart.chart.series if series.name == "both")
    assert drawn.values[-1] is None
    everybody = next(row for row in figures.shown_rows() if row.label == "All children")
    assert page.pane.chart.chart.series[-1].values[-1] == everybody.cells[0].number == 37
    picture(page, "profile public")


def test_a_public_copy_lists_all_it_hides(page: ProfilePage, demo_session: OpenSession, qtbot: QtBot) -> None:
    made_public(page, demo_session, qtbot)
    page.show_section(HIDDEN)
    rows = page.hidden.table.shown_rows()
    assert len(rows) > 20
    assert all(row.why.endswith(".") for row in rows)


def test_the_section_stays_when_the_public_copy_is_switched(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    page.show_section("age")
    made_public(page, demo_session, qtbot)
    assert section(page) == "Age"
    page.set_public(False)
    counted(demo_session, qtbot)
    assert section(page) == "Age"
    assert page.pane.why == ""


def test_any_two_dates_are_a_period_and_nonsense_is_a_sentence(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    bar = page.bar
    bar._year.setCurrentIndex(bar._year.count() - 1)
    bar._from.setDate(QDate(2026, 10, 1))
    bar._until.setDate(QDate(2026, 10, 31))
    qtbot.waitUntil(lambda: bar.period.words == "October 2026")
    counted(demo_session, qtbot)
    before = page.sentence
    bar._until.setDate(QDate(2026, 9, 1))
    qtbot.waitUntil(lambda: bar.problem != "")
    assert "is before" in bar.problem
    assert page.sentence == before


def test_a_quarter_is_chosen_beside_the_year(page: ProfilePage, demo_session: OpenSession, qtbot: QtBot) -> None:
    page.bar._part.setCurrentIndex(page.bar._part.findData(3))
    counted(demo_session, qtbot)
    assert page.bar.period.words == "October to December 2026"
    assert "October to December 2026" in page.sentence


def test_a_place_opens_a_period_and_a_section(page: ProfilePage, demo_session: OpenSession, qtbot: QtBot) -> None:
    page.open(Place(PageKey.PROFILE, "interviews"))
    assert section(page) == "Return interviews"
    page.open(Place(PageKey.PROFILE, "2026-10", "public"))
    counted(demo_session, qtbot)
    assert page.bar.period.words == "October 2026"
    page.open(Place(PageKey.PROFILE, "next week"))
    assert isinstance(demo_session.opened.said[-1], Message)
    assert "is not a period" in demo_session.opened.said[-1].sentence


def test_a_new_desk_says_what_belongs_here(session: OpenSession, qtbot: QtBot) -> None:
    page = opened(session, qtbot)
    assert page.sections.isHidden() or not page.sections.isVisible()
    assert page._empty.isVisible()
    assert page.sentence.endswith(".")
    picture(page, "profile empty")


def test_a_published_year_is_entered_and_stands_in_the_tables(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    dialog = enter(page, YEAR)
    with qtbot.waitSignal(demo_session.record_changed):
        dialog._on_keep()
    counted(demo_session, qtbot)
    assert "2019-20" in [year.year for year in dialog.table.shown_rows()]
    assert dialog.year.text() == ""
    dialog.close()
    page.show_section("years")
    figures = page.pane.figures
    assert figures is not None
    first, last = figures.shown_rows()[0], figures.shown_rows()[-1]
    assert first.label == "2019-20"
    assert {"44", "175", "20", "239"} <= {cell.words for cell in first.cells}
    assert last.label == "2026-27"


def test_figures_that_cannot_be_are_refused_in_the_dialog(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    dialog = enter(page, PublishedYear(year="2022-23", children=10, cse_only=9, cce_only=9, source="A report"))
    dialog._on_keep()
    qtbot.waitUntil(lambda: "more than 10 children" in dialog.problem)
    assert dialog.children_field.text() == "10"
    dialog.close()


def test_what_is_missing_of_a_year_is_said_at_its_field(page: ProfilePage) -> None:
    page.earlier_years()
    dialog = page.findChild(EarlierYearsDialog)
    assert isinstance(dialog, EarlierYearsDialog)
    assert dialog.entered() is None
    assert dialog.children_field.accessibleDescription() == "How many children were there?"
    assert "Which year is it?" in dialog.year.accessibleDescription()
    dialog.close()


def enter(page: ProfilePage, year: PublishedYear) -> EarlierYearsDialog:
    page.earlier_years()
    dialog = page.findChild(EarlierYearsDialog)
    assert isinstance(dialog, EarlierYearsDialog)
    dialog.year.setText(year.year)
    dialog.children_field.setText(str(year.children))
    for field, figure in ((dialog.cse, year.cse_only), (dialog.cce, year.cce_only), (dialog.both, year.both)):
        field.setText("" if figure is None else str(figure))
    dialog.source.setText(year.source)
    return dialog


def test_tables_are_written_for_a_named_reader(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    page.export()
    asked = demo_session.opened.asked[-1]
    assert isinstance(asked, Question)
    assert "OFFICIAL-SENSITIVE" in asked.will
    assert page._reading is not None
    path = tmp_path / "profile.xlsx"
    page.sending.write(page._reading.shown, "Scrutiny committee", path)
    counted(demo_session, qtbot)
    assert path.stat().st_size > 5_000
    assert demo_session.reading.exporting.made()[0].recipient == "Scrutiny committee"


def test_the_report_names_its_reader_and_what_lies_behind_it(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    page.report()
    dialog = page.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    dialog._on_accepted()
    assert dialog.isVisible()
    assert "recipient" in dialog.recipient.accessibleDescription()
    dialog.recipient.setText("Scrutiny committee")
    dialog.others.setPlainText("Audit of cases: June 2026\n\nTerms of reference")
    wanted = dialog.wanted()
    dialog.close()
    assert SupportingDocument(title="Audit of cases", what="June 2026") in wanted.supporting
    assert wanted.supporting[-1] == SupportingDocument(title="Terms of reference")
    assert any(document.title.startswith("Minutes of SAFE-2026-10") for document in wanted.supporting)
    assert page._reading is not None
    path = tmp_path / "report.pdf"
    page.sending.write_report(page._reading.full, wanted, path)
    counted(demo_session, qtbot)
    assert path.read_bytes().startswith(b"%PDF-")
    said = demo_session.opened.said[-1]
    assert isinstance(said, Message)
    assert said.offer is not None
    assert said.offer[0] == "Look and print"
    said.offer[1]()
    looked_at = page.findChild(PdfDialog)
    assert isinstance(looked_at, PdfDialog)
    qtbot.waitUntil(lambda: looked_at.pages > 5)
    looked_at.reject()


def test_a_public_report_enters_what_it_hides(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page._reading is not None
    wanted = ReportWanted(recipient="The public", public=True, supporting=())
    page.sending.write_report(page._reading.full, wanted, tmp_path / "public.pdf")
    counted(demo_session, qtbot)
    assert demo_session.reading.exporting.made()[0].recipient == "The public"


def test_a_public_copy_of_overlapping_days_waits_for_a_yes(
    page: ProfilePage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page._reading is not None
    wanted = ReportWanted(recipient="The public", public=True, supporting=())
    page.sending.write_report(page._reading.full, wanted, tmp_path / "year.pdf")
    counted(demo_session, qtbot)
    page.bar._part.setCurrentIndex(page.bar._part.findData(3))
    counted(demo_session, qtbot)
    page.sending.write_report(page._reading.full, wanted, tmp_path / "quarter.pdf")
    counted(demo_session, qtbot)
    asked = demo_session.opened.asked[-1]
    assert isinstance(asked, Question)
    assert "overlap with these went out already (2026-27)" in asked.will
    assert not (tmp_path / "quarter.pdf").exists()
    assert page._presenter.known(page.bar.period, public=True) is not None
    assert asked.on_yes is not None
    asked.on_yes()
    counted(demo_session, qtbot)
    assert (tmp_path / "quarter.pdf").exists()


def test_a_period_is_counted_once_as_long_as_the_record_stays(demo_session: OpenSession, qtbot: QtBot) -> None:
    reading, period = demo_session.reading, reporting_year("2026-27")
    presenter = ProfilePresenter(reading)
    head, counted_once = presenter.reader(period, public=True)(reading)
    presenter.keep(head, period, counted_once)
    assert presenter.reader(period, public=True)(reading) == (head, counted_once)
    assert presenter.reader(period, public=True)(reading)[1] is counted_once
    before = presenter.reader(period, public=True)
    with qtbot.waitSignal(demo_session.record_changed):
        demo_session.do(lambda desk: desk.profiling.set_published_year(demo_session.actor, YEAR))
    assert before(demo_session.reading)[1] is not counted_once


@pytest.fixture
def member(themed: QApplication, demo_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """Abena Osei of health at the desk."""
    desk = copied(demo_template / "desk", tmp_path / "desk")
    with session_on(desk, tmp_path, secret=PASSPHRASE, name="Abena Osei", role=Role.CORE_MEMBER) as made:
        yield made


def test_who_may_take_no_copies_is_offered_none(member: OpenSession, qtbot: QtBot) -> None:
    page = opened(member, qtbot)
    enabled = {command.words for command in page.commands() if command.enabled}
    assert "Export the profile…" not in enabled
    assert "Enter earlier years…" not in enabled
    assert not page._report.isVisible()


def test_a_narrow_page_chooses_its_sections_above(page: ProfilePage) -> None:
    page.resize(700, 740)
    QApplication.processEvents()
    assert not page.sections.isVisible()
    assert page._choice.isVisible()
    page._choice.setCurrentIndex(page._choice.findData("age"))
    assert section(page) == "Age"


def test_the_same_reading_is_not_counted_again(page: ProfilePage, demo_session: OpenSession) -> None:
    page.refresh()
    assert not demo_session.tasks.busy
    assert demo_session.today == date(2026, 11, 22)


def test_a_page_that_goes_while_it_is_counted_takes_no_figures(demo_session: OpenSession, qtbot: QtBot) -> None:
    page = ProfilePage(demo_session)
    page.refresh()
    assert demo_session.tasks.busy
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    counted(demo_session, qtbot)
