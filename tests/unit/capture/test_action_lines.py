"""``/a``: who is asked for what by when, in every order a clerk types it. Typed on Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.capture.capture_builders import (
    BEFORE,
    ELSEWHERE,
    IN,
    a_context,
    a_person,
    chip_words,
    sentence,
    with_people,
)

from panel_desk.domain.capture.deeds import ActionDeed, ActionFromNoteDeed
from panel_desk.domain.capture.reading import read
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import AgencyKey, PersonId

FRI, MON_2W = date(2026, 11, 27), date(2026, 12, 7)
KHAN = ("police", "imran")
OTHER_KHAN = a_person("Nadia Khan", "health", None, IN)


def asked(agency: str, owner: str | None, what: str, due_on: date) -> ActionDeed:
    """The deed."""
    return ActionDeed(what=what, agency=AgencyKey(agency), due_on=due_on, owner_id=PersonId(owner) if owner else None)


@pytest.mark.parametrize(
    ("line", "agency", "owner", "what", "due_on"),
    [
        ("/a police khan: ANPR on the red Corsa by fri", *KHAN, "ANPR on the red Corsa", FRI),
        ("/a khan: ANPR by fri", *KHAN, "ANPR", FRI),
        ("/a Imran Khan: ANPR by fri", *KHAN, "ANPR", FRI),
        ("/a imran: ANPR by fri", *KHAN, "ANPR", FRI),
        ("/a ik: ANPR by fri", *KHAN, "ANPR", FRI),
        ("/a I. Khan: ANPR by fri", *KHAN, "ANPR", FRI),
        ("/a DS Khan: ANPR by fri", *KHAN, "ANPR", FRI),
        ("/a DS Imran Khan to run ANPR by fri", *KHAN, "run ANPR", FRI),
        ("/A  POLICE   KHAN :  ANPR   by   FRI", *KHAN, "ANPR", FRI),
        ("/action khan: ANPR by fri", *KHAN, "ANPR", FRI),
        # An agency is asked as a whole, whoever sits for it.
        ("/a police: ANPR by fri", "police", None, "ANPR", FRI),
        ("/a pol: ANPR by fri", "police", None, "ANPR", FRI),
        ("/a csc: visit by fri", "csc", None, "visit", FRI),
        ("/a social care: visit by fri", "csc", None, "visit", FRI),
        ("/a Children's social care: visit by fri", "csc", None, "visit", FRI),
        ("/a children’s social care: visit by fri", "csc", None, "visit", FRI),
        ("/a nhs: visit by fri", "health", None, "visit", FRI),
        ("/a nurse: visit by fri", "health", None, "visit", FRI),
        ("/a school: ring by fri", "education", None, "ring", FRI),
        ("/a yjs: ring by fri", "youth-justice", None, "ring", FRI),
        ("/a yot: ring by fri", "youth-justice", None, "ring", FRI),
        ("/a youth-justice: ring by fri", "youth-justice", None, "ring", FRI),
        ("/a homelessness: ring by fri", "housing", None, "ring", FRI),
        ("/a voluntary: ring by fri", "voluntary", None, "ring", FRI),
        # Without a colon the longest name at the beginning counts.
        ("/a police khan ANPR by fri", *KHAN, "ANPR", FRI),
        ("/a police ANPR by fri", "police", None, "ANPR", FRI),
        ("/a police child check by fri", "police", None, "child check", FRI),
        ("/a police lee to be told by fri", "police", None, "lee to be told", FRI),
        ("/a school to call the mother by fri", "education", None, "call the mother", FRI),
        # Beginnings of names count alone only: “a” here is not Abena.
        ("/a health a visit by fri", "health", None, "a visit", FRI),
        # A colon later in the sentence is no address.
        ("/a khan ring at 10:30 by fri", *KHAN, "ring at 10:30", FRI),
        ("/a khan: ring at 10:30 by fri", *KHAN, "ring at 10:30", FRI),
        # Only the last “by” that a day follows is the due day; it may stand anywhere.
        (
            "/a police: speak to the man seen by the station by fri",
            "police",
            None,
            "speak to the man seen by the station",
            FRI,
        ),
        ("/a police: ask by letter by 12 friends by fri", "police", None, "ask by letter by 12 friends", FRI),
        # Before “due” and “in”: something else may be due.
        ("/a khan: speak by fri re court hearing due 3 dec", *KHAN, "speak re court hearing due 3 dec", FRI),
        ("/a khan: visit by fri, review in 3 weeks", *KHAN, "visit, review in 3 weeks", FRI),
        ('/a police: "ring by mon" by fri', "police", None, "ring by mon", FRI),
        ("/a khan: find out whom he was met by by 3d", *KHAN, "find out whom he was met by", date(2026, 11, 25)),
        ("/a khan: report due within 3 days", *KHAN, "report", date(2026, 11, 25)),
        ("/a khan: ring by friday week", *KHAN, "ring", date(2026, 12, 4)),
        ("/a khan: ring by a week on friday", *KHAN, "ring", date(2026, 12, 4)),
        ("/a khan: ring by tuesday 24th", *KHAN, "ring", date(2026, 11, 24)),
        ("/a khan: ring within a week", *KHAN, "ring", date(2026, 11, 30)),
        ("/a khan: ring in two weeks' time", *KHAN, "ring", MON_2W),
        ("/a khan: ring within 48 hours", *KHAN, "ring", date(2026, 11, 24)),
        ("/a khan: ring, fri", *KHAN, "ring", FRI),
        ("/a khan: ring by fri, thanks", *KHAN, "ring", FRI),
        ("/a Imran Khan (Police): ring by fri", *KHAN, "ring", FRI),
        ("/a khan (police) to ring by fri", *KHAN, "ring", FRI),
        ("/a police khan by fri: ANPR", *KHAN, "ANPR", FRI),
        ("/a by fri police khan: ANPR", *KHAN, "ANPR", FRI),
        ("/a police: speak by fri to the man", "police", None, "speak to the man", FRI),
        ("/a police: ANPR by fri.", "police", None, "ANPR", FRI),
        ("/a police: ANPR by fri please", "police", None, "ANPR", FRI),
        ("/a police: ANPR by Friday morning", "police", None, "ANPR", FRI),
        ("/a police: ANPR by fri at the latest.", "police", None, "ANPR", FRI),
        ("/a police: ANPR by 5pm on fri", "police", None, "ANPR", FRI),
        ("/a police: ANPR by noon fri", "police", None, "ANPR", FRI),
        ("/a police: ANPR no later than fri", "police", None, "ANPR", FRI),
        ("/a police: ANPR within 5 days", "police", None, "ANPR", FRI),
        ("/a police: ANPR in 2 weeks", "police", None, "ANPR", MON_2W),
        ("/a chair: write to the head by fri", "csc", "dana", "write to the head", FRI),
        ("/a the deputy chair: write by fri", "police", "imran", "write", FRI),
        ("/a police to ring at 10:30 by fri", "police", None, "ring at 10:30", FRI),
        ("/a police: to ring by fri", "police", None, "to ring", FRI),
        ("/a police: ANPR, by fri", "police", None, "ANPR", FRI),
        ("/a police: ANPR due fri", "police", None, "ANPR", FRI),
        ("/a police: ANPR by end of next week", "police", None, "ANPR", FRI),
        ("/a police: ANPR by 2w", "police", None, "ANPR", MON_2W),
        ("/a police: ANPR by next panel", "police", None, "ANPR", date(2026, 12, 17)),
        ("/a police: ANPR by 12 dec", "police", None, "ANPR", date(2026, 12, 12)),
        # Words that look like commands are only words.
        ('/a police: "seen by fri" by fri', "police", None, "seen by fri", FRI),
        ("/a police: ask what “by fri” means by 2w", "police", None, "ask what “by fri” means", MON_2W),
        ("/a police: 👍🏽 שלום by fri", "police", None, "👍🏽 שלום", FRI),
        ("/a police: line one\nline two by fri", "police", None, "line one line two", FRI),
        ("\u202e/a police: ring\x00 by fri\x07", "police", None, "ring", FRI),
    ],
)
def test_a_line_asks_somebody(line: str, agency: str, owner: str | None, what: str, due_on: date) -> None:
    assert read(line, BEFORE).deed == asked(agency, owner, what, due_on)


@pytest.mark.parametrize(
    ("line", "chips"),
    [
        (
            "/a police khan: ANPR on the red Corsa by fri",
            ("Action", "Police, Khan", "ANPR on the red Corsa", "Fri 27 Nov"),
        ),
        ("/a police: ANPR by fri", ("Action", "Police", "ANPR", "Fri 27 Nov")),
        ("/a csc: visit by 5 jan", ("Action", "Children’s social care", "visit", "Tue 5 Jan 2027")),
        ("/a police: ring by 12 dec", ("Action", "Police", "ring", "Sat 12 Dec", "! a Saturday")),
        ("/a police: ring by today", ("Action", "Police", "ring", "Sun 22 Nov", "! a Sunday")),
        ("/a police: ring by 25 dec", ("Action", "Police", "ring", "Fri 25 Dec", "! Christmas Day")),
        ("/a police: ring by 28 dec", ("Action", "Police", "ring", "Mon 28 Dec", "! a bank holiday")),
        (
            "/a police: ring by 21 nov",
            ("Action", "Police", "ring", "Sun 21 Nov 2027", "! a Sunday", "! almost a year ahead"),
        ),
        ("/a police: ring by 7 jan 2028", ("Action", "Police", "ring", "Fri 7 Jan 2028", "! more than a year ahead")),
        # What is understood shows while the rest is typed.
        ("/a", ("Action", "? who?", "? what?", "? by when?")),
        ("/a police khan", ("Action", "Police, Khan", "? what?", "? by when?")),
        ("/a police khan: ring", ("Action", "Police, Khan", "ring", "? by when?")),
        ("/a police khan: ring by", ("Action", "Police, Khan", "ring", "? by when?")),
        ("/a police khan: by fri", ("Action", "Police, Khan", "Fri 27 Nov", "? what?")),
        ("/a zzz: ring by fri", ("Action", "Fri 27 Nov", "? who?")),
        ("/a police: ring by yesterday", ("Action", "Police", "ring", "? a day ahead?")),
    ],
)
def test_chips_tell_whom_and_when(line: str, chips: tuple[str, ...]) -> None:
    assert chip_words(read(line, BEFORE)) == chips


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/a", "Who is to do it?"),
        ("/a :", "Who is to do it?"),
        ("/a police", "What is to be done?"),
        ("/a police:", "What is to be done?"),
        ("/a police: ring", "By when? Add by fri"),
        ("/a police: ring by", "By when?"),
        ("/a police: ring by the station", "By when?"),
        ("/a police: ring by yesterday", "Saturday 21 November 2026 is past"),
        ("/a police: ring by 12 dec 2006", "is past"),
        ("/a police: ring by 12 dec 2206", "more than five years ahead"),
        ("/a kahn: ring by fri", "Nobody here is called “kahn”. Did you mean Imran Khan (Police)?"),
        ("/a zzz: ring by fri", "Nobody here is called “zzz”."),
        ("/a khan and osei: meet by fri", "An action has one owner"),
        ("/a khan and osei to meet by fri", "An action has one owner"),
        ("/a csc police: visit by fri", "An action has one owner"),
        ("/a police & nhs: visit by fri", "An action has one owner"),
        ("/a khan, osei to meet by fri", "An action has one owner"),
        ("/a police with csc: visit by fri", "An action has one owner"),
        ("/a school nurse to visit by fri", "An action has one owner"),
        ("/a khan or osei: visit by fri", "An action has one owner"),
        ("/a police liaison: visit by fri", "“liaison” stands between who and the colon."),
        ("/a police: ring by mon by fri", "Which day? The line names two."),
        ("/a police: ring by fri in 2 weeks", "Which day?"),
        ("/a police: ring by fri or mon, 27 nov", "Which day?"),
        ("/a police: ring by fri, mon", "Which day?"),
        ("/a police: ring by mon 24th", "Tuesday 24 November 2026 is not a day of that name."),
        ("/a police: ring in 2 weeks, court due 3 dec", "Which day?"),
        ("/a police: ring when the baby is due 3 jan", "By when?"),
        ("/a somebody should ring by fri", "Nobody here is called “somebody”."),
    ],
)
def test_what_an_action_lacks_is_told(line: str, words: str) -> None:
    assert words in sentence(line)


def test_two_of_one_name_are_both_named() -> None:
    told = sentence("/a khan: ring by fri", with_people(OTHER_KHAN))
    assert told == "“khan” may be Imran Khan (Police) or Nadia Khan (Health). Type more of the name."


@pytest.mark.parametrize(
    ("who", "agency", "owner"),
    [
        ("imran", "police", "imran"),
        ("nadia khan", "health", "nadia"),
        ("n khan", "health", "nadia"),
        ("health khan", "health", "nadia"),
        ("nhs khan", "health", "nadia"),
        ("police khan", "police", "imran"),
    ],
)
def test_namesakes_are_told_apart_by_first_name_or_agency(who: str, agency: str, owner: str) -> None:
    reading = read(f"/a {who}: ring by fri", with_people(OTHER_KHAN))
    assert reading.deed == asked(agency, owner, "ring", FRI)
    # The chip then has the whole name.
    assert "Khan" in chip_words(reading)[1]
    assert len(chip_words(reading)[1].split()) == 3


def test_who_is_at_the_meeting_comes_before_a_namesake_who_is_not() -> None:
    at = with_people(a_person("Nadia Khan", "health", None, ELSEWHERE))
    assert read("/a khan: ring by fri", at).deed == asked("police", "imran", "ring", FRI)
    assert chip_words(read("/a khan: ring by fri", at))[1] == "Police, Imran Khan"


def test_an_agency_comes_before_a_person_of_that_name() -> None:
    at = with_people(a_person("Anna Health", "csc"))
    assert read("/a health: ring by fri", at).deed == asked("health", None, "ring", FRI)


def test_accents_do_not_hide_a_person() -> None:
    at = with_people(a_person("Zoë Müller-O’Brien", "health"))
    for who in ("zoe", "Muller-O'Brien", "müller o’brien", "ZOË MÜLLER-O’BRIEN"):
        assert read(f"/a {who}: ring by fri", at).deed == asked("health", "zoë", "ring", FRI)


def test_nobody_can_be_asked_where_nobody_is_known() -> None:
    assert "Nobody here" in sentence("/a police: ring by fri", a_context(agencies=(), people=()))


def test_the_next_panel_without_a_day_is_said() -> None:
    assert "has no day yet" in sentence("/a police: ring by next panel", a_context(next_panel=None))


def test_nothing_is_due_before_the_meeting_that_asks_for_it() -> None:
    at = a_context(held_on=date(2026, 11, 26))
    assert "not due before the meeting" in sentence("/a police: ring by wed", at)
    assert read("/a police: ring by thu", at).deed == asked("police", None, "ring", date(2026, 11, 26))


def test_a_typed_paragraph_becomes_an_action() -> None:
    reading = read('/lift voice "Ring him, he ""asked""." police khan: ring him by fri', BEFORE)
    assert reading.deed == ActionFromNoteDeed(
        section=NoteSection.VOICE, paragraph='Ring him, he "asked".', action=asked(*KHAN, "ring him", FRI)
    )
    assert chip_words(reading)[:4] == ("Action", "Police, Khan", "ring him", "Fri 27 Nov")
    assert "Which paragraph?" in sentence("/lift police: ring by fri")
    assert "By when?" in sentence('/lift v "Ring him." police: ring')
