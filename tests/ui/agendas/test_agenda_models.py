"""The pool and the agenda as models: what is carried, where it may be let go, what a step up or down means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from panel_desk.domain.ids import ItemId
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.agendas.carrying import MIME, Carried, Landing, carried_in, mime_of
from panel_desk.ui.workspaces.agendas.model import AgendaColumn, AgendaModel, PoolModel
from panel_desk.ui.workspaces.agendas.view_values import AgendaRow, PoolRow, RowKind

MOVE = Qt.DropAction.MoveAction
NOWHERE = QModelIndex()


def heading(number: str, section: str) -> AgendaRow:
    return AgendaRow(
        kind=RowKind.HEADING, section=section, number=number, title=section, minutes=0, minutes_words="none"
    )


def item(name: str, section: str, *, fixed: bool = False) -> AgendaRow:
    return AgendaRow(
        kind=RowKind.ITEM,
        section=section,
        number="1",
        title=name,
        minutes=10,
        minutes_words="10",
        item_id=ItemId(name),
        who="" if fixed else f"J.M. · {name}",
        presenter="Ife Bello",
        fixed=fixed,
    )


ROWS = (
    heading("1–2", "declarations"),
    item("welcome", "welcome", fixed=True),
    item("declarations", "declarations", fixed=True),
    heading("3", "urgent"),
    heading("4", "referrals"),
    item("a", "referrals"),
    item("b", "referrals"),
    item("c", "referrals"),
    heading("5", "reviews"),
    item("d", "reviews"),
    heading("6", "aob"),
    item("aob", "aob", fixed=True),
)


def an_agenda(*, edit: bool = True, carry: bool = True, take: bool = True) -> AgendaModel:
    model = AgendaModel()
    model.set_rows(ROWS, meeting_id="m1", can_edit=edit, can_carry=carry, can_take=take)
    return model


def a_pool_row(key: str, search: str = "") -> PoolRow:
    return PoolRow(
        key=key,
        who=f"J.M. · {key}",
        facts="15 · CCE",
        chip="New referral",
        tone=Tone.INFO,
        more=0,
        source="Police",
        all_reasons="Referred by Police. Goes under 6.",
        section="referrals",
        kind="child",
        search=search or key,
    )


def a_pool(*keys: str, can_carry: bool = True) -> PoolModel:
    model = PoolModel()
    model.set_rows([a_pool_row(key) for key in keys or ("x", "y")], meeting_id="m1", can_carry=can_carry)
    return model


def places(model: AgendaModel, *names: str) -> list[QModelIndex]:
    return [model.index(model.row_of(ItemId(name)), 0) for name in names]


def let_go(model: AgendaModel, data: QMimeData, row: int, upon: int = -1) -> list[tuple[Carried, Landing]]:
    """Drop, and what the page was asked."""
    asked: list[tuple[Carried, Landing]] = []
    model.dropped.connect(lambda carried, landing: asked.append((carried, landing)))
    parent = model.index(upon, 0) if upon >= 0 else NOWHERE
    assert model.dropMimeData(data, MOVE, row, 0, parent) is False
    return asked


def test_both_models_are_models_as_qt_understands_them(qapp: object) -> None:
    for model in (an_agenda(), a_pool()):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_what_is_carried_names_the_items_in_their_order_and_nobody() -> None:
    model = an_agenda()
    data = model.mimeData(places(model, "c", "a"))
    assert carried_in(data, "m1") == Carried(meeting_id="m1", items=(ItemId("a"), ItemId("c")))
    assert data.formats() == [MIME]
    assert b"J.M." not in bytes(data.data(MIME).data())


def test_the_pool_carries_keys_and_no_name() -> None:
    model = a_pool("x", "y")
    data = model.mimeData([model.index(1), model.index(0)])
    assert carried_in(data, "m1") == Carried(meeting_id="m1", pool=("x", "y"))
    assert b"J.M." not in bytes(data.data(MIME).data())


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"meeting": "m1"}', b'{"meeting":"m1","pool":3,"items":[]}', b"\xff"]
)
def test_what_another_program_carries_is_no_item(raw: bytes) -> None:
    data = QMimeData()
    data.setData(MIME, raw)
    assert carried_in(data, "m1") is None
    assert not an_agenda().canDropMimeData(data, MOVE, 5, 0, NOWHERE)


def test_text_is_not_dropped_on_the_agenda() -> None:
    data = QMimeData()
    data.setText("J.M.")
    assert let_go(an_agenda(), data, 5) == []


def test_another_meetings_items_are_not_taken() -> None:
    data = mime_of(Carried(meeting_id="m2", items=(ItemId("a"),)))
    assert let_go(an_agenda(), data, 5) == []
    assert not a_pool().canDropMimeData(data, MOVE, -1, -1, NOWHERE)


@pytest.mark.parametrize(
    ("row", "upon", "landing"),
    [
        (6, -1, Landing(section="referrals", before=ItemId("b"))),
        (8, -1, Landing(section="referrals")),
        (4, -1, Landing(section="urgent")),
        (-1, 3, Landing(section="urgent")),
        (-1, 4, Landing(section="referrals", before=ItemId("a"))),
        (-1, 6, Landing(section="referrals", before=ItemId("b"))),
        (2, -1, Landing(section="declarations", before=ItemId("declarations"))),
        (0, -1, Landing(section="declarations", before=ItemId("welcome"))),
        (12, -1, Landing(section="aob")),
        (-1, -1, Landing(section="aob")),
    ],
)
def test_each_place_between_and_upon_lines_means_a_place_in_a_section(row: int, upon: int, landing: Landing) -> None:
    data = mime_of(Carried(meeting_id="m1", items=(ItemId("d"),)))
    assert [where for _, where in let_go(an_agenda(), data, row, upon)] == [landing]


def test_an_empty_agenda_has_no_place() -> None:
    assert AgendaModel().landing(0) is None


@pytest.mark.parametrize(
    ("names", "step", "landing"),
    [
        (("b",), -1, Landing(section="referrals", before=ItemId("a"))),
        (("a",), 1, Landing(section="referrals", before=ItemId("c"))),
        (("b",), 1, Landing(section="referrals")),
        (("a", "b"), 1, Landing(section="referrals")),
        (("b", "c"), -1, Landing(section="referrals", before=ItemId("a"))),
        (("a",), -1, Landing(section="urgent")),
        (("c",), 1, Landing(section="reviews", before=ItemId("d"))),
        (("d",), -1, Landing(section="referrals")),
        (("aob",), 1, None),
        ((), 1, None),
        (("nobody",), 1, None),
    ],
)
def test_a_step_goes_past_one_item_or_into_the_next_section(
    names: tuple[str, ...], step: int, landing: Landing | None
) -> None:
    assert an_agenda().step([ItemId(name) for name in names], step) == landing


def test_where_nothing_may_be_changed_nothing_is_carried_taken_or_edited() -> None:
    model = an_agenda(edit=False, carry=False, take=False)
    (index,) = places(model, "a")
    assert not index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert not index.siblingAtColumn(AgendaColumn.MINUTES).flags() & Qt.ItemFlag.ItemIsEditable
    for carried in (Carried(meeting_id="m1", items=(ItemId("a"),)), Carried(meeting_id="m1", pool=("x",))):
        assert not model.canDropMimeData(mime_of(carried), MOVE, 5, 0, NOWHERE)
        assert let_go(model, mime_of(carried), 5) == []


def test_a_late_agenda_takes_from_the_pool_and_moves_nothing() -> None:
    model = an_agenda(edit=False, carry=False, take=True)
    assert model.canDropMimeData(mime_of(Carried(meeting_id="m1", pool=("x",))), MOVE, 5, 0, NOWHERE)
    assert not model.canDropMimeData(mime_of(Carried(meeting_id="m1", items=(ItemId("a"),))), MOVE, 5, 0, NOWHERE)


def test_headings_are_not_chosen_and_not_carried() -> None:
    model = an_agenda()
    flags = model.index(4, 0).flags()
    assert not flags & (Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled)
    assert flags & Qt.ItemFlag.ItemIsDropEnabled


@pytest.mark.parametrize(
    ("column", "value", "asked"),
    [
        (AgendaColumn.MINUTES, 15, ("a", 15, "Ife Bello")),
        (AgendaColumn.PRESENTER, "  Alex Morgan ", ("a", 10, "Alex Morgan")),
        (AgendaColumn.MINUTES, 10, None),
        (AgendaColumn.PRESENTER, "Ife Bello", None),
    ],
)
def test_an_edit_asks_for_the_deed_and_changes_nothing_itself(
    column: AgendaColumn, value: object, asked: tuple[str, int, str] | None
) -> None:
    model = an_agenda()
    told: list[tuple[str, int, str]] = []
    model.edited.connect(lambda *words: told.append(words))
    model.setData(model.index(model.row_of(ItemId("a")), column), value)
    assert told == ([asked] if asked else [])
    assert model.rows == ROWS


def test_items_of_the_agenda_are_dropped_on_the_pool_to_take_them_off() -> None:
    model = a_pool()
    off: list[tuple[str, ...]] = []
    model.taken_off.connect(off.append)
    data = mime_of(Carried(meeting_id="m1", items=(ItemId("a"), ItemId("b"))))
    assert model.dropMimeData(data, MOVE, -1, -1, NOWHERE) is False
    assert off == [("a", "b")]


def test_the_pool_takes_nothing_back_from_an_agenda_that_is_closed() -> None:
    data = mime_of(Carried(meeting_id="m1", items=(ItemId("a"),)))
    assert not a_pool(can_carry=False).canDropMimeData(data, MOVE, -1, -1, NOWHERE)


def test_the_filter_wants_every_word() -> None:
    model = PoolModel()
    rows = [a_pool_row("x", "j.m. 101 police referral"), a_pool_row("y", "k.a. 102 review")]
    model.set_rows(rows, meeting_id="m1", can_carry=True)
    model.set_filter("Police 101")
    assert [row.key for row in model.rows] == ["x"]
    model.set_filter("police 102")
    assert model.rows == ()
    model.set_filter("")
    assert len(model.rows) == 2


def test_the_same_rows_again_are_no_reset() -> None:
    model = an_agenda()
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    assert not model.set_rows(ROWS, meeting_id="m1", can_edit=True, can_carry=True, can_take=True)
    assert model.set_rows(ROWS[:-1], meeting_id="m1", can_edit=True, can_carry=True, can_take=True)
    assert resets == [1]


def test_a_line_is_told_aloud_with_what_it_is_about() -> None:
    model = an_agenda()
    (index,) = places(model, "a")
    aloud = Qt.ItemDataRole.AccessibleTextRole
    assert index.data(aloud) == "Item 1, J.M. · a, a, Ife Bello, 10 minutes"
    assert index.siblingAtColumn(AgendaColumn.MINUTES).data(aloud) == "Item 1, J.M. · a, 10 minutes"
    assert model.index(4, 0).data(aloud) == "4 referrals, none"


@given(st.integers(-3, 15), st.integers(-1, 11))
def test_any_place_is_a_known_section_and_the_item_there_belongs_to_it(row: int, upon: int) -> None:
    landing = an_agenda().landing(row, upon)
    assert landing is not None
    assert landing.section in {line.section for line in ROWS}
    if landing.before is not None and not next(r for r in ROWS if r.item_id == landing.before).fixed:
        assert next(r.section for r in ROWS if r.item_id == landing.before) == landing.section
