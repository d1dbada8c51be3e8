"""Who is there, who goes, who declares, who dissents, and guests the desk may or may not know."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.capture.capture_builders import (
    AWAY,
    BEFORE,
    ELSEWHERE,
    LEFT,
    OUT,
    a_context,
    a_person,
    chip_words,
    sentence,
    where,
    with_people,
)

from panel_desk.domain.capture.deeds import (
    ArriveDeed,
    AttendDeed,
    BackDeed,
    CapturedDeed,
    DeclareDeed,
    DissentDeed,
    LeaveDeed,
    NewcomerDeed,
)
from panel_desk.domain.capture.lines import line_of
from panel_desk.domain.capture.reading import read
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, ItemId, PersonId

IMRAN, ABENA, JOEL, RUTH, DANA, IFE = (PersonId(p) for p in ("imran", "abena", "joel", "ruth", "dana", "ife"))
PRESENT, ABSENT, PART = AttendanceKind.PRESENT, AttendanceKind.ABSENT, AttendanceKind.PART
APOLOGIES, SUBSTITUTE = AttendanceKind.APOLOGIES, AttendanceKind.SUBSTITUTE
OBSERVER, PRESENTER = AttendanceKind.OBSERVER, AttendanceKind.PRESENTER
SENT = date(2026, 11, 18)


def sent(on: date | None) -> AttendDeed:
    """Joel Hart's apologies."""
    return AttendDeed(person_id=JOEL, kind=APOLOGIES, information_sent_on=on)


def newcomer(name: str, agency: str, kind: AttendanceKind, seat: PersonId | None = None, *, signed: bool = False):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Somebody the desk does not know."""
    return NewcomerDeed(name=name, agency=AgencyKey(agency), kind=kind, substitute_for=seat, statement_signed=signed)


def ahead(item: str) -> DeclareDeed:
    """An interest of the nurse in another item."""
    return DeclareDeed(person_id=ABENA, nature="he is her cousin", item_id=ItemId(item))


@pytest.mark.parametrize(
    ("line", "deed"),
    [
        ("/left khan", LeaveDeed(person_id=IMRAN)),
        ("/left police", LeaveDeed(person_id=IMRAN)),
        ("/gone Imran Khan", LeaveDeed(person_id=IMRAN)),
        ("/left csc", LeaveDeed(person_id=DANA)),
        ("/left chair", LeaveDeed(person_id=DANA)),
        ("/arrived hart", ArriveDeed(person_id=JOEL)),
        ("/arrived yjs", ArriveDeed(person_id=JOEL)),
        ("/present bell", AttendDeed(person_id=RUTH, kind=PRESENT)),
        ("/here housing", AttendDeed(person_id=RUTH, kind=PRESENT)),
        ("/part bell", AttendDeed(person_id=RUTH, kind=PART)),
        ("/absent bell", AttendDeed(person_id=RUTH, kind=ABSENT)),
        ("/apologies hart", sent(None)),
        ("/apologies hart sent 18 nov", sent(SENT)),
        ("/apologies hart, information sent on 18 Nov.", sent(SENT)),
        ("/apologies hart sent info wed", sent(SENT)),
        ("/apologies sent 18 nov hart", sent(SENT)),
        ("/apology youth justice sent 18/11", sent(SENT)),
        ("/sorry joel sent 18.11.26", sent(SENT)),
        # Who sits for a member: known to the desk, or new and of the member's agency unless another is named.
        ("/sub bello for prior", AttendDeed(person_id=IFE, kind=SUBSTITUTE, substitute_for=DANA)),
        (
            "/substitute Ife Bello of csc for Dana Prior",
            AttendDeed(person_id=IFE, kind=SUBSTITUTE, substitute_for=DANA),
        ),
        ("/sub Tom Reed for hart", newcomer("Tom Reed", "youth-justice", SUBSTITUTE, JOEL)),
        ("/sub Tom Reed for yjs", newcomer("Tom Reed", "youth-justice", SUBSTITUTE, JOEL)),
        ("/sub Tom Reed of police for khan", newcomer("Tom Reed", "police", SUBSTITUTE, IMRAN)),
        ("/sub Tom Reed, of the River Trust, for khan", newcomer("Tom Reed", "River Trust", SUBSTITUTE, IMRAN)),
        ('/sub "Imran Khan" for khan', newcomer("Imran Khan", "police", SUBSTITUTE, IMRAN)),
        ("/observer Kim Shaw of health signed", newcomer("Kim Shaw", "health", OBSERVER, signed=True)),
        ("/observer Kim Shaw of nhs, statement signed.", newcomer("Kim Shaw", "health", OBSERVER, signed=True)),
        ("/observer Kim Shaw from health has signed", newcomer("Kim Shaw", "health", OBSERVER, signed=True)),
        ("/observer bello signed", AttendDeed(person_id=IFE, kind=OBSERVER, statement_signed=True)),
        ("/presenter Kim Shaw of housing", newcomer("Kim Shaw", "housing", PRESENTER)),
        ("/presenter bello", AttendDeed(person_id=IFE, kind=PRESENTER)),
        ("/observer Kim Shaw, University, signed", newcomer("Kim Shaw", "University", OBSERVER, signed=True)),
        ("/presenter Kim Shaw of NSPCC", newcomer("Kim Shaw", "NSPCC", PRESENTER)),
        ("/presenter Kim Shaw of St Mary's", newcomer("Kim Shaw", "St Mary's", PRESENTER)),
        ("/presenter Kim Shaw of St Mary\\..\\x:y", newcomer("Kim Shaw", "St Mary .. x y", PRESENTER)),
        ("/observer Kim Shaw (health) signed", newcomer("Kim Shaw", "health", OBSERVER, signed=True)),
        ("/observer Kim Shaw of health signed the statement", newcomer("Kim Shaw", "health", OBSERVER, signed=True)),
        ("/apologies from hart, sent the report 18 nov", sent(SENT)),
        ("/presenter Zoë O’Brien-Müller of University", newcomer("Zoë O’Brien-Müller", "University", PRESENTER)),
        # Interests: declared and out, unless who declares stays.
        ("/declare osei because he is her cousin", DeclareDeed(person_id=ABENA, nature="he is her cousin")),
        ("/declare nhs because he is her cousin", DeclareDeed(person_id=ABENA, nature="he is her cousin")),
        ("/declare osei: he is her cousin", DeclareDeed(person_id=ABENA, nature="he is her cousin")),
        ("/declare osei he is her cousin", DeclareDeed(person_id=ABENA, nature="he is her cousin")),
        ("/interest osei bc he is her cousin", DeclareDeed(person_id=ABENA, nature="he is her cousin")),
        ("/declare osei stays because they met once", DeclareDeed(person_id=ABENA, nature="they met once", stays=True)),
        (
            "/declare osei and stays in the room: they met once",
            DeclareDeed(person_id=ABENA, nature="they met once", stays=True),
        ),
        # In another item: declared ahead, and nobody goes yet. 7.1 is in hand.
        ("/declare osei in 7.2 because he is her cousin", ahead("7.2")),
        ("/declare osei 7.2 he is her cousin", ahead("7.2")),
        ("/declare osei: item 7.2, he is her cousin", ahead("7.2")),
        ("/declare osei interest in A.K. because he is her cousin", ahead("7.2")),
        ("/declare osei in ak because he is her cousin", ahead("7.2")),
        ("/declare osei in 7.1 because he is her cousin", DeclareDeed(person_id=ABENA, nature="he is her cousin")),
        ("/declare osei in contact with him", DeclareDeed(person_id=ABENA, nature="in contact with him")),
        ("/declare osei in no way sure", DeclareDeed(person_id=ABENA, nature="in no way sure")),
        ("/declare osei as he is her cousin", DeclareDeed(person_id=ABENA, nature="he is her cousin")),
        ("/declare osei, governor there, stays", DeclareDeed(person_id=ABENA, nature="governor there", stays=True)),
        ("/declare osei met him once and stays", DeclareDeed(person_id=ABENA, nature="met him once", stays=True)),
        ("/declare osei because her cousin stays", DeclareDeed(person_id=ABENA, nature="her cousin stays")),
        ("/back osei", BackDeed(person_id=ABENA)),
        ("/dissent osei: would step up now", DissentDeed(person_id=ABENA, words="would step up now")),
        ("/dissent health would step up now", DissentDeed(person_id=ABENA, words="would step up now")),
        ("/disagrees osei because the risk is new", DissentDeed(person_id=ABENA, words="the risk is new")),
    ],
)
def test_a_line_tells_who(line: str, deed: CapturedDeed) -> None:
    assert read(line, BEFORE).deed == deed


@pytest.mark.parametrize(
    ("line", "chips"),
    [
        ("/left khan", ("Left", "Police, Khan")),
        ("/left hart", ("Left", "Youth justice, Hart", "! not in the room")),
        ("/arrived khan", ("Arrived", "Police, Khan", "! in the room already")),
        ("/present bello", ("Present", "Children’s social care, Bello", "! not on this meeting’s list")),
        ("/absent khan", ("Absent", "Police, Khan", "! in the room now")),
        ("/back khan", ("Back in the room", "Police, Khan", "! has not stepped out")),
        ("/declare hart because x", ("Interest", "Youth justice, Hart", "because x", "steps out", "! not in the room")),
        ("/declare khan in 7.2 because x", ("Interest", "Police, Khan", "because x", "in 7.2 A.K.")),
        ("/declare khan in 7.9 because x", ("Interest", "Police, Khan", "because x", "? which item?")),
        ("/declare khan stays because x", ("Interest", "Police, Khan", "because x", "stays in the room")),
        ("/dissent osei: would step up", ("Dissent", "Health, Osei", "would step up")),
        ("/apologies hart sent 18 nov", ("Apologies", "Youth justice, Hart", "information sent Wed 18 Nov")),
        ("/sub Tom Reed for hart", ("Substitute", "Youth justice, Tom Reed (new)", "for Youth justice, Hart")),
        ("/observer Kim Shaw of health signed", ("Observer", "Health, Kim Shaw (new)", "statement signed")),
        (
            "/presenter Kim Shaw of river trust",
            ("Presenter", "River trust, Kim Shaw (new)", "! an agency without a seat"),
        ),
        ("/sub Tom Reed", ("Substitute", "Tom Reed (new)", "? for whom?")),
        ("/declare osei", ("Interest", "Health, Osei", "? because?")),
    ],
)
def test_chips_tell_who_and_how(line: str, chips: tuple[str, ...]) -> None:
    assert chip_words(read(line, BEFORE)) == chips


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/declare khan and osei because they know him", "One person at a time"),
        ("/presenter Kim Shaw of " + "x" * 61, "Give its name in at most 60 letters."),
        ("/declare khan, osei because they know him", "One person at a time"),
        ("/dissent khan and osei: too early", "One person at a time"),
        ("/left", "Who? Name the person, or the agency."),
        ("/left kahn", "Nobody here is called “kahn”. Did you mean Imran Khan (Police)?"),
        ("/left khan and osei", "One person at a time"),
        ("/present khan, osei, lee", "One person at a time"),
        ("/present everyone", "One person at a time"),
        ("/left khan at 11:20", "The time is that of Enter"),
        ("/left voluntary", "Nobody here is called “voluntary”"),
        ("/apologies hart sent 18 dec 2026", "18 December 2026 has not come yet."),
        ("/apologies hart sent", "When was the information sent?"),
        ("/sub Tom Reed", "For whom?"),
        ("/sub Tom Reed for", "For whom?"),
        ("/sub for khan", "Who? Give first name and surname."),
        ("/sub khan for khan", "Imran Khan cannot be their own substitute."),
        ("/observer Kim Shaw of health", "Has the confidentiality statement been signed? Add signed."),
        ("/observer Kim Shaw signed", "Of which agency is Kim Shaw?"),
        ("/presenter Kim Shaw", "Of which agency is Kim Shaw?"),
        ("/presenter", "Who? Give first name and surname."),
        ("/declare", "Who?"),
        ("/declare osei", "What interest does Abena Osei declare?"),
        ("/declare osei because", "What interest does Abena Osei declare?"),
        ("/declare osei stays", "What interest does Abena Osei declare?"),
        ("/dissent osei", "What does Abena Osei hold instead?"),
        ("/dissent zzz: no", "Nobody here is called “zzz”."),
        ("/back", "Who is back?"),
    ],
)
def test_what_a_line_about_people_lacks_is_told(line: str, words: str) -> None:
    assert words in sentence(line)


@pytest.mark.parametrize(
    ("command", "there"), [("left", "in the room"), ("arrived", "away"), ("back", "stepped out"), ("present", "away")]
)
def test_of_two_namesakes_the_one_is_meant_of_whom_it_makes_sense(command: str, there: str) -> None:
    others = {"away": AWAY, "stepped out": OUT, "in the room": LEFT}
    # Imran is in the room; Nadia is where the others are.
    at = with_people(a_person("Nadia Khan", "police", None, others[there]))
    deed = read(f"/{command} khan", at).deed
    assert isinstance(deed, LeaveDeed | ArriveDeed | BackDeed | AttendDeed)
    assert deed.person_id == ("imran" if command == "left" else "nadia")


def test_namesakes_who_may_both_be_meant_are_named() -> None:
    at = with_people(a_person("Nadia Khan", "health"))
    assert "may be Imran Khan (Police) or Nadia Khan (Health)" in sentence("/left khan", at)
    assert "may be Imran Khan (Police) or Nadia Khan (Health)" in sentence("/declare khan because x", at)


def test_the_only_one_who_stepped_out_needs_no_name() -> None:
    assert read("/back", where("abena", OUT)).deed == BackDeed(person_id=ABENA)
    assert read("/back nhs", where("abena", OUT)).deed == BackDeed(person_id=ABENA)


def test_an_agency_means_who_sits_for_it_and_not_who_types() -> None:
    # Asha Rahman of social care is in the room as the administrator.
    assert read("/declare csc because x", BEFORE).deed == DeclareDeed(person_id=DANA, nature="x")


def test_two_of_one_name_in_one_agency_are_told_apart_by_their_place() -> None:
    first = a_person("Sam Lee", "police")
    second = replace(first, id=PersonId("other"))
    at = with_people(first, second)
    assert "may be Sam Lee (Police) or Sam Lee (Police)" in sentence("/left sam lee", at)
    assert read("/left police sam lee (1)", at).deed == LeaveDeed(person_id=first.id)
    assert read("/left police sam lee (2)", at).deed == LeaveDeed(person_id=second.id)
    assert line_of(LeaveDeed(person_id=second.id), at) == "/left police Sam Lee (2)"


def test_who_is_not_invited_is_known_all_the_same() -> None:
    at = a_context(people=(a_person("Ife Bello", "csc", None, ELSEWHERE),))
    assert read("/sub bello for bello", at).deed is None
    assert read("/observer bello signed", at).deed == AttendDeed(person_id=IFE, kind=OBSERVER, statement_signed=True)


def test_who_declared_before_steps_out_with_no_more_words() -> None:
    at = replace(BEFORE, declared=(ABENA,))
    assert read("/declare osei", at).deed == DeclareDeed(person_id=ABENA, nature="")
    assert chip_words(read("/declare osei", at)) == ("Interest", "Health, Osei", "steps out")
    assert "What interest" in sentence("/declare khan", at)


def test_an_agency_without_a_seat_keeps_the_words_in_which_it_was_typed() -> None:
    assert chip_words(read("/presenter Kim Shaw of NSPCC", BEFORE))[1] == "NSPCC, Kim Shaw (new)"
    at = with_people(a_person("Kim Shaw", "NSPCC", None))
    assert read("/presenter Ann Fox of nspcc", at).deed == newcomer("Ann Fox", "NSPCC", PRESENTER)
