"""What the list under the line offers at the cursor, in which order, and what choosing it makes of the line."""

from __future__ import annotations

import pytest
from tests.unit.capture.capture_builders import (
    BEFORE,
    ELSEWHERE,
    LEFT,
    OUT,
    a_context,
    a_person,
    where,
    with_people,
)

from panel_desk.domain.capture.commands import COMMANDS, Command, command_named
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import ActionDeed
from panel_desk.domain.capture.reading import read
from panel_desk.domain.capture.reading_values import Completion


def offered(line: str, at: CaptureContext = BEFORE) -> tuple[Completion, ...]:
    """With the cursor where ``|`` stands, or at the end."""
    before, _, after = line.partition("|")
    return read(before + after, at, cursor=len(before)).completions


def words(line: str, at: CaptureContext = BEFORE) -> tuple[str, ...]:
    """As the list shows them."""
    return tuple(choice.words for choice in offered(line, at))


def chosen(line: str, place: int = 0, at: CaptureContext = BEFORE) -> str:
    """The line once one of the list is taken."""
    before, _, after = line.partition("|")
    choice = offered(line, at)[place]
    whole = before + after
    return whole[: choice.start] + choice.text + whole[choice.end :]


def test_a_slash_offers_every_command_with_what_it_does() -> None:
    choices = offered("/")
    assert len(choices) == len(COMMANDS)
    assert choices[0].words == "/a"
    assert choices[0].aside == "an action: who, what, by when"
    assert all(choice.aside for choice in choices)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("/de", ("/defer", "/declare", "/d")),
        ("/disa", ("/dissent",)),
        ("/voi", ("/v",)),
        ("/und", ("/undo",)),
        ("/zz", ()),
        ("plain text", ()),
        ("", ()),
        ("//a", ()),
    ],
)
def test_commands_are_offered_by_their_word_and_their_other_names(line: str, first: tuple[str, ...]) -> None:
    assert words(line)[: len(first) or None] == first


def test_who_is_asked_is_offered_in_seat_order_agencies_first() -> None:
    assert words("/a ")[:3] == ("Children’s social care", "Police", "Health")
    assert words("/a ")[7:] == ("Dana Prior", "Asha Rahman", "Imran Khan", "Abena Osei", "Marta Lee")


def test_an_agency_is_offered_with_who_sits_for_it() -> None:
    choices = offered("/a pol")
    assert [(c.words, c.text, c.aside) for c in choices] == [
        ("Police", "Police: ", "the agency"),
        ("Imran Khan", "Khan: ", "Police, deputy"),
    ]
    assert chosen("/a pol") == "/a Police: "
    assert chosen("/a police kh") == "/a Khan: "


def test_who_is_in_the_room_is_offered_first() -> None:
    assert words("/a ")[7] == "Dana Prior"
    people = [name for name in words("/a p", where("dana", LEFT)) if name in ("Dana Prior", "Imran Khan")]
    assert people == ["Imran Khan", "Dana Prior"]


def test_a_namesake_is_offered_by_whole_name() -> None:
    at = with_people(a_person("Nadia Khan", "health", None, ELSEWHERE))
    assert [c.text for c in offered("/a kha", at)] == ["Imran Khan: ", "Nadia Khan: "]
    assert offered("/a kha", at)[1].aside == "Health, not invited"


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("/back ", "Abena Osei"),
        ("/left ", "Dana Prior"),
        ("/arrived ", "Joel Hart"),
        ("/present ", "Joel Hart"),
        ("/sub ", "Ife Bello"),
        ("/sub Tom Reed for ", "Joel Hart"),
        ("/declare ", "Dana Prior"),
        ("/open ", "Dana Prior"),
    ],
)
def test_people_are_offered_first_of_whom_the_command_makes_sense(line: str, first: str) -> None:
    assert words(line, where("abena", OUT))[0] == first


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("/a police: ring by ", ("fri", "3d", "1w", "2w", "3w", "next panel")),
        ("/a police: ring by t", ("tomorrow", "tue", "thu")),
        ("/a police: ring by 3", ("3d", "3w", "3 dec", "3 jan")),
        ("/a police: ring by 12 d", ("12 dec",)),
        ("/a police: ring by next", ("next panel",)),
        ("/d continue because x review ", ("next panel", "3w", "2w")),
        ("/moretime 04 until ", ("fri", "3d")),
        ("/adjourn fire until ", ("fri", "3d")),
        ("/apologies hart sent ", ("today", "yesterday")),
        ("/apologies hart sent 1", ("1 nov", "1 oct")),
        ("/a police: go to the flat by the ", ()),
        ("/v seen by ", ()),
    ],
)
def test_days_are_offered_after_the_word_that_announces_one(line: str, first: tuple[str, ...]) -> None:
    assert words(line)[: len(first) or None] == first


def test_a_day_is_offered_with_its_date() -> None:
    assert [c.aside for c in offered("/a police: ring by ")[:4]] == [
        "Fri 27 Nov",
        "Wed 25 Nov",
        "Mon 30 Nov",
        "Mon 7 Dec",
    ]
    assert "next panel" not in words("/a police: ring by ", a_context(next_panel=None))


def test_outcomes_are_offered_by_any_word_of_theirs_with_what_they_need() -> None:
    assert words("/d step") == ("step-up", "step-down")
    assert words("/d plan") == ("continue",)
    assert offered("/d step")[1].aside == "step the case down · review, held by"
    assert chosen("/d con") == "/d continue because "
    assert chosen("/d risk-r") == "/d risk-raised risk "


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        ("/d continue ", ("because", "review")),
        ("/d close ", ("because", "held by")),
        ("/d continue because x rev", ("review",)),
        ("/d continue because x ", ()),
        ("/d continue review 3w ", ("because",)),
        ("/d close because x he", ("held by",)),
    ],
)
def test_what_an_outcome_still_needs_is_offered(line: str, clauses: tuple[str, ...]) -> None:
    assert words(line)[: len(clauses) or None] == clauses


def test_levels_say_whether_the_risk_rises_or_falls() -> None:
    assert [(c.words, c.aside) for c in offered("/risk ")] == [
        ("None", "lowered"),
        ("Standard", "lowered"),
        ("Medium", "as it is"),
        ("High", "raised"),
    ]
    assert chosen("/d risk-raised risk h") == "/d risk-raised risk High because "


def test_items_are_offered_those_not_taken_first() -> None:
    assert words("/go ") == ("7.2 A.K.", "7.3 T.O.", "8.1 J.M.", "1 Welcome", "7.1 J.M.")
    assert words("/go j") == ("8.1 J.M.", "7.1 J.M.")
    assert chosen("/go 1044") == "/go 7.3"
    assert chosen("/before 7.3") == "/before 7.3"


def test_actions_are_offered_those_about_the_item_in_hand_first() -> None:
    assert words("/done ")[:2] == ("SAFE-2026-10/03", "SAFE-2026-11/07")
    assert words("/done 3") == ("SAFE-2026-10/03", "SAFE-2026-11/03")
    assert words("/done park") == ("SAFE-2026-11/03",)
    assert offered("/done park")[0].aside == "Police: Map the park · T.O. (104420)"
    assert chosen("/done park") == "/done SAFE-2026-11/03 because "
    assert words("/note ") == ("SAFE-2026-11/07", "SAFE-2026-11/08")


def test_concerns_not_on_the_agenda_are_offered_as_late_items() -> None:
    assert words("/late ") == ("Station forecourt", "Red Corsa")
    assert chosen("/late st") == "/late Station forecourt because "


def test_only_the_word_at_the_cursor_is_replaced() -> None:
    assert chosen("/und|", 0) == "/undo"
    assert chosen("/a pol|", 0) == "/a Police: "
    assert chosen("/ac| police: ring by fri") == "/a  police: ring by fri"
    assert chosen("/a kha| ring by fri") == "/a Khan:  ring by fri"


def test_a_chosen_line_reads_as_meant() -> None:
    deed = read(chosen("/a police kh") + "ring by fri", BEFORE).deed
    assert isinstance(deed, ActionDeed)
    assert deed.owner_id == "imran"


def test_a_dozen_is_the_most_that_is_offered() -> None:
    crowd = tuple(a_person(f"P{n} Name", "police") for n in range(90))
    assert len(offered("/a ", with_people(*crowd))) == 12


def test_nothing_is_offered_deep_in_a_pasted_page() -> None:
    assert not offered("/a police: " + "word " * 200 + "by ")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.word)
def test_every_command_has_an_example_that_is_understood(command: Command) -> None:
    at = with_people(a_person("Carl Osei", "csc", None, ELSEWHERE))
    assert command.does
    assert command.example.startswith(f"/{command.word}")
    reading = read(command.example, at)
    assert reading.deed is not None, reading.missing


def test_no_two_commands_share_a_word() -> None:
    every = [word for command in COMMANDS for word in (command.word, *command.also)]
    assert len(every) == len(set(every))
    for command in COMMANDS:
        for word in (command.word, *command.also):
            assert command_named(word) is command
