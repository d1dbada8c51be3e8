"""An item in the minutes: why it was listed, what was said, what was asked; persons of concern apart from children."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import MACE
from tests.unit.builders import (
    ABENA,
    JM,
    PARK,
    WELCOME,
    a_child_item,
    a_concern_item,
    a_decision_event,
    a_risk,
    a_standing_item,
)
from tests.unit.composed import AGENDA, a_sitting, decisions_in, item_in, minutes_of, tables_in, texts_in, the_action

from panel_desk.domain.agendas.agenda import AgendaItem, ConcernBrief, ListedBecause
from panel_desk.domain.children.cases import ConcernKind, ExploitationType
from panel_desk.domain.events.items import DissentRecorded, NoteRecorded, NoteSection
from panel_desk.domain.ids import ConcernId, ItemId
from panel_desk.domain.minutes.minutes import Minutes, Text
from panel_desk.domain.panels import ListingReason


def written(text: str, section: NoteSection = NoteSection.DISCUSSION, item_id: ItemId = JM) -> NoteRecorded:
    return NoteRecorded(meeting_id=a_sitting().id, item_id=item_id, section=section, text=text)


def of_child(**changes: object) -> Minutes:
    """Minutes of one child, with the agenda's item or the child's brief changed."""
    item = a_child_item(risk=a_risk())
    assert item.child is not None
    brief = {k: v for k, v in changes.items() if hasattr(item.child, k)}
    rest = {k: v for k, v in changes.items() if k not in brief}
    return minutes_of(a_sitting(items=(replace(item, child=replace(item.child, **brief), **rest),)))


def because(*sentences: str) -> tuple[ListedBecause, ...]:
    return tuple(ListedBecause(reason=ListingReason.REVIEW_DUE, sentence=s) for s in sentences)


def test_a_childs_item_is_headed_by_initials_local_id_age_and_types() -> None:
    item = item_in(of_child(types=(ExploitationType.CCE, ExploitationType.COUNTY_LINES)))
    assert (item.number, item.heading) == ("7.1", "J.M. (104233), 15 years · CCE, county lines")
    assert (item.local_id, item.person_of_concern) == ("104233", False)


def test_why_it_was_listed_is_told_in_one_line_with_one_full_stop() -> None:
    minutes = of_child(because=because("Review due on 26 November 2026.", "One episode of 50 hours"))
    assert texts_in(minutes)[0] == ("Listed because", "Review due on 26 November 2026; one episode of 50 hours.")
    assert "Listed because" not in dict(texts_in(of_child()))


def test_a_late_item_prints_the_chairs_reason() -> None:
    assert ("Late item", "Missing since last night.") in texts_in(of_child(late_reason="Missing since last night."))
    assert "Late item" not in dict(texts_in(of_child()))


@pytest.mark.parametrize(
    ("assessed_on", "told"),
    [
        (date(2026, 10, 29), "Medium (SAFE scale), since 29 October."),
        (date(2025, 10, 29), "Medium (SAFE scale), since 29 October 2025."),
    ],
)
def test_the_risk_before_is_told_with_its_scale_and_day(assessed_on: date, told: str) -> None:
    minutes = of_child(risk=replace(a_risk(), assessed_on=assessed_on), listed_risk="High")
    assert texts_in(minutes) == [("Risk before", told)]


def test_where_no_panel_has_set_a_risk_the_lists_words_are_told_as_the_lists() -> None:
    assert texts_in(of_child(risk=None, listed_risk="high.")) == [
        ("Risk on the list", "high; not yet assessed by a panel.")
    ]
    assert texts_in(of_child(risk=None)) == []


def test_facts_in_brief_are_muted_and_what_was_said_is_not() -> None:
    meeting = a_sitting(written("Police reported sightings."))
    blocks = [b for b in item_in(minutes_of(meeting)).blocks if isinstance(b, Text)]
    assert [(b.label, b.muted) for b in blocks] == [("Risk before", True), ("", False)]


def test_the_parts_of_an_item_stand_in_their_order_whichever_was_written_first() -> None:
    parts = {part: f"Text of {part.value}" for part in reversed(NoteSection)}
    meeting = a_sitting(*(written(text, part) for part, text in parts.items()))
    assert texts_in(minutes_of(meeting))[1:] == [
        ("From the agencies.", "Text of contributions"),
        ("", "Text of discussion"),
        ("Voice of the child.", "Text of voice of the child"),
        ("Strengths.", "Text of strengths"),
        ("Analysis.", "Text of analysis"),
    ]


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n"])
def test_a_blank_line_begins_a_paragraph_and_the_label_stands_before_the_first(blank: str) -> None:
    meeting = a_sitting(written(f" One.{blank}Two.\nStill two. ", NoteSection.STRENGTHS))
    assert texts_in(minutes_of(meeting))[1:] == [("Strengths.", "One."), ("", "Two.\nStill two.")]


def test_a_place_has_a_voice_of_young_people_instead_of_a_childs() -> None:
    meeting = a_sitting(written("They avoid it.", NoteSection.VOICE, PARK))
    assert texts_in(minutes_of(meeting), PARK) == [("Voice of young people.", "They avoid it.")]


def test_a_place_is_headed_by_its_name_and_says_what_the_concern_is() -> None:
    park = a_concern_item()
    assert park.concern is not None
    item = replace(park, concern=replace(park.concern, concern="Groups gather."))
    minutes = minutes_of(a_sitting(items=(item,), started=()))
    assert (item_in(minutes, PARK).number, item_in(minutes, PARK).heading) == ("8.1", "Mill Park")
    assert texts_in(minutes, PARK) == [("Concern", "Groups gather.")]


def test_what_was_said_under_a_standing_item_stands_there() -> None:
    meeting = a_sitting(written("A new form is in use.", item_id=ItemId("close")))
    assert texts_in(minutes_of(meeting), ItemId("close")) == [("", "A new form is in use.")]


def test_actions_follow_the_decision_in_the_order_of_their_numbers() -> None:
    recorded = [the_action(n, due_on=date(2026, 12, 31 - n)) for n in (10, 4, 9)]
    minutes = minutes_of(a_sitting(a_decision_event()), *recorded)
    (table,) = tables_in(minutes)
    assert [line.reference for line in table.lines] == ["SAFE-2026-11/04", "SAFE-2026-11/09", "SAFE-2026-11/10"]
    assert (table.carried, item_in(minutes).blocks[-1]) == (False, table)


def test_the_hundredth_action_stands_after_the_ninety_ninth() -> None:
    (table,) = tables_in(minutes_of(a_sitting(), the_action(100), the_action(99)))
    assert [line.reference[-3:] for line in table.lines] == ["/99", "100"]


def test_an_item_without_actions_has_no_table_and_takes_none_of_anothers() -> None:
    minutes = minutes_of(a_sitting(), the_action())
    assert tables_in(minutes, PARK) == tables_in(minutes, WELCOME) == []


def test_an_urgent_item_that_was_decided_under_another_says_where() -> None:
    urgent = a_child_item("urgent", section="urgent")
    meeting = a_sitting(a_decision_event(), items=(urgent, *AGENDA))
    assert texts_in(minutes_of(meeting), ItemId("urgent")) == [("", "Decided under 7.1.")]
    assert "Decided under" not in str(texts_in(minutes_of(meeting)))


def test_a_place_is_decided_elsewhere_only_where_it_is_the_same_place() -> None:
    other = a_concern_item("other", name="Station")
    minutes = minutes_of(a_sitting(a_decision_event(PARK), items=(*AGENDA, other)))
    assert texts_in(minutes, ItemId("other")) == []


def test_dissent_is_not_lost_with_the_decision_it_was_about() -> None:
    dissent = DissentRecorded(meeting_id=a_sitting().id, item_id=JM, person_id=ABENA.id, words="Too soon.")
    minutes = minutes_of(a_sitting(dissent))
    assert texts_in(minutes)[-1] == ("", "Dissent: Health – Too soon.")
    assert decisions_in(minutes) == []


def a_person_item(item_id: str = "person", name: str = "Nominal 7") -> AgendaItem:
    brief = ConcernBrief(concern_id=ConcernId("nominal"), kind=ConcernKind.PERSON, name=name)
    return replace(a_concern_item(item_id, section="persons"), concern=brief)


MACE_ITEMS = (
    a_standing_item(),
    a_standing_item("actions", "actions"),
    a_child_item(section="victims"),
    a_person_item(),
    a_concern_item(section="locations"),
)


def mace() -> Minutes:
    decisions = [a_decision_event(ItemId(i)) for i in ("jm", "person", "park")]
    return minutes_of(a_sitting(*decisions, items=MACE_ITEMS, definition=MACE))


def test_persons_of_concern_are_marked_and_stand_in_a_section_of_their_own() -> None:
    marked = {
        section.title: [item.person_of_concern for item in section.items]
        for section in mace().sections
        if any(item.heading for item in section.items)
    }
    assert marked == {
        "Victims: children stepped up, and groups": [False],
        "Offenders: persons of concern": [True],
        "Locations": [False],
    }


def test_a_person_of_concern_never_stands_in_a_childs_item() -> None:
    minutes = mace()
    children = [item for section in minutes.sections for item in section.items if item.local_id]
    assert [item.person_of_concern for item in children] == [False]
    assert "Nominal" not in str(children)
    assert str(minutes).count("Nominal 7") == 1


def test_a_person_of_concern_put_among_the_places_is_marked_all_the_same() -> None:
    stray = replace(a_person_item(), section="locations")
    minutes = minutes_of(a_sitting(items=(stray,), definition=MACE, started=()))
    assert item_in(minutes, ItemId("person")).person_of_concern
