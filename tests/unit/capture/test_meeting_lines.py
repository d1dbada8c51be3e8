"""The meeting as a whole, its running order, the text of an item, and news of earlier actions."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.capture.capture_builders import (
    ACTIONS,
    AWAY,
    BEFORE,
    a_context,
    an_action,
    chip_words,
    sentence,
    where,
)

from panel_desk.domain.capture.context import KnownConcern
from panel_desk.domain.capture.deeds import (
    AdjournDeed,
    CapturedDeed,
    CloseDeed,
    ConfirmDeed,
    LateDeed,
    MinutesConfirmedDeed,
    MoreTimeDeed,
    MoveDeed,
    NewsDeed,
    NextDeed,
    NoteFromActionDeed,
    OpenDeed,
    QuorumDeed,
    RedoDeed,
    ReminderReadDeed,
    ResumeDeed,
    SayDeed,
    SectionDeed,
    TurnDeed,
    UndoDeed,
)
from panel_desk.domain.capture.reading import read
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ConcernId, ItemId, PersonId

THU_3_DEC, NEXT = date(2026, 12, 3), date(2026, 12, 17)
DANA, IMRAN = PersonId("dana"), PersonId("imran")
J_M, A_K, T_O = ItemId("7.1"), ItemId("7.2"), ItemId("7.3")
DONE, OPEN, PROGRESS = ActionStatus.COMPLETE, ActionStatus.OPEN, ActionStatus.IN_PROGRESS
OCT_3, OCT_4, NOV_3 = "SAFE-2026-10/03", "SAFE-2026-10/04", "SAFE-2026-11/03"
NOV_7, NOV_8 = "SAFE-2026-11/07", "SAFE-2026-11/08"


def said(section: NoteSection, text: str) -> SayDeed:
    """Words to a part of the item."""
    return SayDeed(section=section, text=text)


def news(reference: str, status: ActionStatus, reason: str = "", successor: str = "") -> NewsDeed:
    """What became of an action."""
    return NewsDeed(reference=reference, status=status, reason=reason, successor=successor)


@pytest.mark.parametrize(
    ("line", "deed"),
    [
        # Plain text goes to the part in hand, and stays as it is.
        ("He was seen twice.", said(NoteSection.DISCUSSION, "He was seen twice.")),
        ("  He was seen twice.  ", said(NoteSection.DISCUSSION, "He was seen twice.")),
        ("by fri because review 3w", said(NoteSection.DISCUSSION, "by fri because review 3w")),
        ("//a is a command", said(NoteSection.DISCUSSION, "/a is a command")),
        ("One.\r\nTwo.\rThree.\u2028Four.", said(NoteSection.DISCUSSION, "One.\nTwo.\nThree.\nFour.")),
        ("/v She wants to go back.", said(NoteSection.VOICE, "She wants to go back.")),
        ("/voice of the child: she wants out", said(NoteSection.VOICE, "she wants out")),
        ("/v: she wants out", said(NoteSection.VOICE, "she wants out")),
        ("/v\nOne.\nTwo.", said(NoteSection.VOICE, "One.\nTwo.")),
        ("/strengths He still boxes.", said(NoteSection.STRENGTHS, "He still boxes.")),
        ("/s He still boxes.", said(NoteSection.STRENGTHS, "He still boxes.")),
        ("/analysis The pattern is new.", said(NoteSection.ANALYSIS, "The pattern is new.")),
        ("/discussion Looked at the map.", said(NoteSection.DISCUSSION, "Looked at the map.")),
        ("/from health: seen twice", said(NoteSection.CONTRIBUTIONS, "Health: seen twice")),
        ("/from nhs seen twice", said(NoteSection.CONTRIBUTIONS, "Health: seen twice")),
        ("/from osei: seen twice", said(NoteSection.CONTRIBUTIONS, "Health, Osei: seen twice")),
        ("/from khan (police): seen twice", said(NoteSection.CONTRIBUTIONS, "Police, Khan: seen twice")),
        # What is not one plain name stays as it was typed.
        ("/from the school nurse: seen twice", said(NoteSection.CONTRIBUTIONS, "the school nurse: seen twice")),
        ("/from khan and osei: seen twice", said(NoteSection.CONTRIBUTIONS, "khan and osei: seen twice")),
        ("/from the hospice: seen twice", said(NoteSection.CONTRIBUTIONS, "the hospice: seen twice")),
        ("/contributions health: as typed", said(NoteSection.CONTRIBUTIONS, "health: as typed")),
        ("/v", SectionDeed(section=NoteSection.VOICE)),
        ("/from", SectionDeed(section=NoteSection.CONTRIBUTIONS)),
        ("/analysis", SectionDeed(section=NoteSection.ANALYSIS)),
        # The meeting.
        ("/open", OpenDeed(presiding=DANA)),
        ("/open khan", OpenDeed(presiding=IMRAN)),
        ("/read", ReminderReadDeed()),
        ("/adjourn because of a fire alarm", AdjournDeed(reason="of a fire alarm")),
        ("/adjourn fire alarm", AdjournDeed(reason="fire alarm")),
        ("/adjourn as the chair is ill until 3 dec", AdjournDeed(reason="the chair is ill", resumes_on=THU_3_DEC)),
        ("/adjourn because fire until 3 dec", AdjournDeed(reason="fire", resumes_on=THU_3_DEC)),
        ("/adjourn until 3 dec because fire", AdjournDeed(reason="fire", resumes_on=THU_3_DEC)),
        ("/adjourn fire until thu 3 dec", AdjournDeed(reason="fire", resumes_on=THU_3_DEC)),
        ("/adjourn because we wait until Kim comes", AdjournDeed(reason="we wait until Kim comes")),
        ("/resume", ResumeDeed()),
        ("/finish", CloseDeed()),
        ("/finish next 17 dec", CloseDeed(next_on=NEXT)),
        ("/finish next panel", CloseDeed(next_on=NEXT)),
        ("/end next meeting on 17/12", CloseDeed(next_on=NEXT)),
        ("/finish 17 dec", CloseDeed(next_on=NEXT)),
        ("/quorum as health rang in", QuorumDeed(reason="health rang in")),
        ("/quorum because health rang in", QuorumDeed(reason="health rang in")),
        ("/override health rang in", QuorumDeed(reason="health rang in")),
        ("/confirm", ConfirmDeed()),
        ("/approve", MinutesConfirmedDeed()),
        ("/undo", UndoDeed()),
        ("/redo", RedoDeed()),
        # The running order.
        ("/n", NextDeed()),
        ("/next", NextDeed()),
        ("/next item, please", NextDeed()),
        ("/n.", NextDeed()),
        ("/go next", NextDeed()),
        ("/go 7.3", TurnDeed(item_id=T_O)),
        ("/go item 7.3", TurnDeed(item_id=T_O)),
        ("/go to", TurnDeed(item_id=T_O)),
        ("/go T.O.", TurnDeed(item_id=T_O)),
        ("/go 104420", TurnDeed(item_id=T_O)),
        ("/go welc", TurnDeed(item_id=ItemId("1"))),
        ("/before 7.3", MoveDeed(item_id=J_M, before=T_O)),
        ("/before 7.3 before 7.2", MoveDeed(item_id=T_O, before=A_K)),
        ("/move 7.3 before 7.2", MoveDeed(item_id=T_O, before=A_K)),
        ("/move to before ak", MoveDeed(item_id=T_O, before=A_K)),
        ("/move 7.2 last", MoveDeed(item_id=A_K)),
        ("/move 7.2 to the end", MoveDeed(item_id=A_K)),
        ("/last 7.2", MoveDeed(item_id=A_K)),
        ("/last", MoveDeed(item_id=J_M)),
        ("/late 104999 because missing since Monday", LateDeed(reason="missing since Monday", local_id="104999")),
        (
            "/late station because of three reports",
            LateDeed(reason="of three reports", concern_id=ConcernId("station")),
        ),
        ("/late 104999: missing since Monday", LateDeed(reason="missing since Monday", local_id="104999")),
        ("/late 104999 as missing", LateDeed(reason="missing", local_id="104999")),
        ("/late red corsa because seen", LateDeed(reason="seen", concern_id=ConcernId("red-car"))),
        ("/late corsa because seen", LateDeed(reason="seen", concern_id=ConcernId("red-car"))),
        ("/late child AB because missing", LateDeed(reason="missing", local_id="AB")),
        # News of earlier actions; 03 about the child in hand is October's.
        ("/done 03 because the flat was found", news(OCT_3, DONE, "the flat was found")),
        ("/done 3 because found", news(OCT_3, DONE, "found")),
        ("/done 03 as it was found", news(OCT_3, DONE, "it was found")),
        ("/done 03 due to as many as two", news(OCT_3, DONE, "of as many as two")),
        ("/done 03 as well as it could be", news(OCT_3, DONE, "as well as it could be")),
        ("/done #03 found", news(OCT_3, DONE, "found")),
        ("/done 11/03 because found", news(NOV_3, DONE, "found")),
        ("/done SAFE-2026-11/03 because found", news(NOV_3, DONE, "found")),
        ("/done safe-2026-11/03 because found", news(NOV_3, DONE, "found")),
        ("/complete 04 because rung", news(OCT_4, DONE, "rung")),
        ("/progress 04", news(OCT_4, PROGRESS)),
        ("/in progress 04 because begun", news(OCT_4, PROGRESS, "begun")),
        ("/stillopen 04", news(OCT_4, OPEN)),
        ("/notdone 04 because nobody was free", news(OCT_4, ActionStatus.NOT_DONE, "nobody was free")),
        ("/not done 04 because nobody was free", news(OCT_4, ActionStatus.NOT_DONE, "nobody was free")),
        ("/not possible 04 because they moved", news(OCT_4, ActionStatus.NOT_POSSIBLE, "they moved")),
        ("/superseded 04 by 07 because wider", news(OCT_4, ActionStatus.SUPERSEDED, "wider", NOV_7)),
        ("/superseded 04 because wider by 07", None),
        (
            "/transferred 04 to MACE-2026-12/01 because moved",
            news(OCT_4, ActionStatus.TRANSFERRED, "moved", "MACE-2026-12/01"),
        ),
        (
            "/moretime 04 until 3 dec because of leave",
            MoreTimeDeed(reference=OCT_4, due_on=THU_3_DEC, reason="of leave"),
        ),
        ("/more time 04 to 3 dec because of leave", MoreTimeDeed(reference=OCT_4, due_on=THU_3_DEC, reason="of leave")),
        ("/moretime 04 to 3 dec as on leave", MoreTimeDeed(reference=OCT_4, due_on=THU_3_DEC, reason="on leave")),
        ("/moretime 04 until 3 dec leave", MoreTimeDeed(reference=OCT_4, due_on=THU_3_DEC, reason="leave")),
        ("/note 07", NoteFromActionDeed(reference=NOV_7)),
        ("/note 8", NoteFromActionDeed(reference=NOV_8)),
    ],
)
def test_a_line_of_the_meeting(line: str, deed: CapturedDeed | None) -> None:
    assert read(line, BEFORE).deed == deed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/n 7.3", "/n takes no more words."),
        ("/undo twice", "/undo takes no more words."),
        ("/from health", "What does Health tell?"),
        ("/adjourn", "Why is the meeting adjourned?"),
        ("/adjourn until 3 dec", "Why is the meeting adjourned?"),
        ("/adjourn because fire until 3 nov 2026", "is past"),
        ("/finish soon", "“soon” is no day."),
        ("/finish today", "The next meeting comes after this one."),
        ("/quorum", "Why is the item decided without quorum?"),
        ("/go", "Which item?"),
        ("/go jm", "“jm” may be 7.1 J.M. or 8.1 J.M.. Give the number."),
        ("/go 9.9", "No item is called “9.9”."),
        ("/go 7", "“7” may be 7.1 J.M. or 7.2 A.K. or 7.3 T.O.. Give the number."),
        ("/before", "Which item?"),
        ("/before 7.1", "An item cannot stand before itself."),
        ("/move 7.2", "Where to?"),
        ("/last 7.3", "7.3 T.O. stands there already."),
        ("/move 7.2 before 7.3", "7.2 A.K. stands there already."),
        ("/late", "Who or what comes on late?"),
        ("/late 104999", "Why does it come on late?"),
        ("/late somewhere because x", "No place, theme or person of concern is called “somewhere”."),
        ("/done", "Which action?"),
        ("/done 04", "Why? Add because"),
        ("/done 99 because x", "No action has the number “99”. There are SAFE-2026-10/03,"),
        ("/done 03 not this because x", "“not this” stands before because, and would be lost."),
        ("/superseded 04 because wider", "Which action takes its place?"),
        ("/superseded 04 by 04 because wider", "cannot take its own place"),
        ("/moretime 04 because x", "Until when?"),
        ("/moretime 04 until 3 dec or mon because x", "“or mon” stands before because, and would be lost."),
        ("/moretime 04 until 3 dec", "Why is it given more time?"),
        ("/note 03", "No action of this item has the number “03”. There are SAFE-2026-11/07, SAFE-2026-11/08."),
        ("/note", "Which action of this item?"),
    ],
)
def test_what_a_line_of_the_meeting_lacks_is_told(line: str, words: str) -> None:
    assert words in sentence(line)


@pytest.mark.parametrize(
    ("line", "chips"),
    [
        ("He was seen.", ("Discussion",)),
        ("/v He was seen.", ("Voice of the child",)),
        ("/v", ("Turn to", "Voice of the child")),
        ("/n", ("Next item",)),
        ("/go 7.3", ("Turn to", "7.3 T.O.")),
        ("/move 7.3 before 7.2", ("Move", "7.3 T.O.", "before 7.2 A.K.")),
        ("/move 7.3 before 8.1", ("Move", "7.3 T.O.", "before 8.1 J.M., into part 8")),
        ("/last", ("Move", "7.1 J.M.", "to the end of its section")),
        ("/open", ("Open the meeting", "Children’s social care, Prior presides")),
        ("/from health: seen twice", ("From the agencies", "Health")),
        ("/from the school nurse: seen twice", ("From the agencies",)),
        ("/adjourn fire until 5 dec", ("Adjourn", "until Sat 5 Dec", "because fire", "! a Saturday")),
        ("/finish next 17 dec", ("Close the meeting", "next Thu 17 Dec")),
        ("/late red because seen", ("Late item", "Red Corsa", "because seen")),
        ("/done 04 because rung", ("Complete", "SAFE-2026-10/04", "because rung")),
        ("/notpossible 04 because moved", ("Not possible – circumstances changed", "SAFE-2026-10/04", "because moved")),
        (
            "/superseded 04 by 07 because x",
            ("Superseded", "SAFE-2026-10/04", "in its place SAFE-2026-11/07", "because x"),
        ),
        (
            "/moretime 04 until 5 dec leave",
            ("More time", "SAFE-2026-10/04", "until Sat 5 Dec", "because leave", "! a Saturday"),
        ),
        ("/note 07", ("Note instead of action", "SAFE-2026-11/07", "Discussion")),
        ("/done 04", ("Complete", "SAFE-2026-10/04", "? because?")),
    ],
)
def test_chips_tell_the_deed(line: str, chips: tuple[str, ...]) -> None:
    assert chip_words(read(line, BEFORE)) == chips


def test_plain_text_goes_to_the_part_in_hand() -> None:
    at = a_context(section=NoteSection.VOICE)
    assert read("She wants out.", at).deed == said(NoteSection.VOICE, "She wants out.")


def test_the_deputy_presides_where_the_chair_sent_apologies() -> None:
    assert read("/open", where("dana", AWAY)).deed == OpenDeed(presiding=IMRAN)
    nobody = a_context(people=tuple(replace(p, whereabouts=AWAY) for p in BEFORE.people))
    assert "Who presides?" in sentence("/open", nobody)


def test_a_number_given_twice_is_told_with_both_references() -> None:
    told = sentence("/done 03 because x", a_context(item=None))
    assert "“03” may be SAFE-2026-10/03 (Police: Find the flat) or SAFE-2026-11/03 (Police: Map the park)" in told


def test_the_only_action_of_an_item_needs_no_number() -> None:
    own = an_action(NOV_7, "Call the carer", "csc", own=True)
    assert read("/note", a_context(actions=(ACTIONS[0], own))).deed == NoteFromActionDeed(reference=NOV_7)


def test_nothing_in_hand_cannot_be_moved() -> None:
    assert "No item is in hand." in sentence("/before 7.3", a_context(item=None))


def test_a_place_with_a_figure_in_its_name_is_no_local_id() -> None:
    at = a_context(concerns=(*BEFORE.concerns, KnownConcern(id=ConcernId("m25"), name="M25")))
    assert read("/late M25 because seen", at).deed == LateDeed(reason="seen", concern_id=ConcernId("m25"))
    assert read("/late child M25 because seen", at).deed == LateDeed(reason="seen", local_id="M25")


def test_the_heading_an_item_comes_under_is_told() -> None:
    items = tuple(replace(item, section="Reviews") for item in BEFORE.items)
    assert chip_words(read("/move 7.3 before 8.1", a_context(items=items)))[-1] == "before 8.1 J.M., into Reviews"


def test_an_item_of_several_words_is_called_by_its_initials() -> None:
    business = replace(BEFORE.items[0], id=ItemId("9"), number="9", words="Any other business, next date")
    assert read("/go aob", a_context(items=(*BEFORE.items, business))).deed == TurnDeed(item_id=ItemId("9"))
