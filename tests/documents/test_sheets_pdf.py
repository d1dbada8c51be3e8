"""The name key and an agency's decisions-and-actions sheet."""

from __future__ import annotations

from tests.documents.builders import MADE_AT, an_action_sheet, an_agenda, some_minutes
from tests.documents.reading import pages_of, roles_of, structure_of, text_of

from panel_desk.documents.action_sheet_pdf import render_action_sheet
from panel_desk.documents.name_key_pdf import name_key_of_agenda, name_key_of_minutes, render_name_key


def test_a_name_key_tells_every_child_once_in_the_order_of_the_agenda() -> None:
    rendered = render_name_key(name_key_of_agenda(an_agenda()), made_at=MADE_AT)
    cells = [text for _, text in roles_of(rendered, "TH", "TD")]
    assert cells[cells.index("B.W.") :][:6] == [
        "B.W.",
        "104311",
        "B-name W-surname",
        "C.V.",
        "104318",
        "C-name V-surname",
    ]
    assert cells.count("J.M.") == 1


def test_the_key_to_minutes_is_the_one_composed_with_them() -> None:
    minutes = some_minutes()
    assert name_key_of_minutes(minutes).names == minutes.name_key


def test_a_name_key_warns_on_every_page_not_to_send_it() -> None:
    names = tuple((f"A.{n}.", str(n), "Somebody") for n in range(90))
    minutes = some_minutes(name_key=names, fictional=True)
    rendered = render_name_key(name_key_of_minutes(minutes), made_at=MADE_AT)
    assert rendered.pages > 1
    for page in pages_of(rendered):
        assert "do not send with the agenda" in page
        assert "OFFICIAL-SENSITIVE" in page
        assert "FICTIONAL" in page
    assert "Do not send with the agenda or the minutes." in text_of(rendered)


def test_a_name_key_without_children_prints_none() -> None:
    rendered = render_name_key(name_key_of_minutes(some_minutes(name_key=())), made_at=MADE_AT)
    assert ("P", "None") in structure_of(rendered)


def test_an_action_sheet_tells_new_actions_carried_ones_and_decisions() -> None:
    rendered = render_action_sheet(an_action_sheet())
    headings = [text for _, text in roles_of(rendered, "H1", "H2")]
    assert headings == ["SAFE panel: decisions and actions", "New actions", "Actions carried over", "Decisions"]
    text = text_of(rendered)
    assert "2 new, 1 carried over" in text
    assert "The panel AGREED to step up to MACE" in text
    assert "decisions and actions · Police" in text


def test_an_action_sheet_with_nothing_prints_none_three_times() -> None:
    rendered = render_action_sheet(an_action_sheet(actions=(), carried=(), decisions=()))
    assert [text for _, text in structure_of(rendered)].count("None") == 3


def test_a_copy_of_an_action_sheet_names_its_number_and_reader() -> None:
    rendered = render_action_sheet(an_action_sheet(), copy_number=4, recipient="DS Imran Khan")
    assert "copy 4, DS Imran Khan" in pages_of(rendered)[0]
