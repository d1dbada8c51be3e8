"""The commands of the line: what each is called, what it does, what it takes and how it is typed, as values.

The reader, the completion, the help and a test that holds the documentation in step all use this one list.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Slot(Enum):
    """What may be named at once after a command."""

    WHO = "agency or person"
    PERSON = "person"
    OUTCOME = "outcome"
    LEVEL = "risk level"
    ITEM = "item"
    ACTION = "action"
    CONCERN = "concern"
    WORDS = "words"
    NOTHING = ""


class Command(Struct, frozen=True, kw_only=True):
    """One command."""

    word: str
    """Typed after the slash."""
    also: tuple[str, ...] = ()
    does: str
    """In the clerk's words, for the list and the help."""
    example: str
    takes: Slot = Slot.NOTHING


def _command(word: str, also: str, takes: Slot, does: str, example: str) -> Command:
    return Command(word=word, also=tuple(also.split()), does=does, example=example, takes=takes)


COMMANDS: tuple[Command, ...] = (
    _command(
        "a", "action act ask", Slot.WHO, "an action: who, what, by when", "/a police khan: call the school by fri"
    ),
    _command(
        "d",
        "decide decision decided agreed agree outcome",
        Slot.OUTCOME,
        "a decision, its reason and the review",
        "/d continue because the plan is working review 3w",
    ),
    _command(
        "risk", "r", Slot.LEVEL, "the risk is raised or lowered", "/risk high because he was found in Hull review 2w"
    ),
    _command(
        "defer", "deferred postpone", Slot.WORDS, "the item goes to the next meeting", "/defer because no report came"
    ),
    _command("v", "voice", Slot.WORDS, "voice of the child", "/v She wants to go back to her college."),
    _command("discussion", "disc", Slot.WORDS, "the discussion", "/discussion The panel looked at the map."),
    _command("strengths", "s strength", Slot.WORDS, "strengths", "/strengths He still goes to boxing."),
    _command("analysis", "an", Slot.WORDS, "the analysis of risk", "/analysis The pattern is new."),
    _command("from", "contribution says", Slot.WHO, "what an agency tells", "/from health: seen twice since October"),
    _command(
        "contributions", "agencies", Slot.WORDS, "from the agencies, as typed", "/contributions No agency had news."
    ),
    _command("n", "next", Slot.NOTHING, "the next item not taken yet", "/n"),
    _command("go", "goto item turn", Slot.ITEM, "turn to an item", "/go 7.3"),
    _command("before", "", Slot.ITEM, "take the item in hand before another", "/before 7.3"),
    _command("move", "", Slot.ITEM, "take an item before another, or last", "/move 7.3 before 7.2"),
    _command("last", "", Slot.ITEM, "take an item at the end of its section", "/last 7.2"),
    _command(
        "late", "", Slot.CONCERN, "a late item, with the chair’s reason", "/late 104233 because missing since Monday"
    ),
    _command(
        "declare", "declares interest", Slot.PERSON, "an interest: steps out", "/declare osei because he is a cousin"
    ),
    _command("back", "returned return returns", Slot.PERSON, "who stepped out is back", "/back osei"),
    _command(
        "dissent", "dissents disagree disagrees", Slot.PERSON, "does not agree", "/dissent osei: would step up now"
    ),
    _command("left", "leave leaves leaving gone", Slot.PERSON, "left the meeting", "/left khan"),
    _command("arrived", "arrive arrives arr", Slot.PERSON, "arrived, or came back", "/arrived khan"),
    _command("present", "here", Slot.PERSON, "is present", "/present lee"),
    _command("part", "", Slot.PERSON, "is present for part", "/part lee"),
    _command(
        "apologies", "apology sorry", Slot.PERSON, "sent apologies, and when information", "/apologies lee sent 18 nov"
    ),
    _command("absent", "", Slot.PERSON, "is absent without apologies", "/absent lee"),
    _command("sub", "substitute", Slot.PERSON, "sits for a member", "/sub Tom Reed for khan"),
    _command(
        "observer", "observes obs", Slot.PERSON, "observes, statement signed", "/observer Kim Shaw of health signed"
    ),
    _command("presenter", "presents", Slot.PERSON, "comes to present", "/presenter Kim Shaw of housing"),
    _command("open", "start begin", Slot.PERSON, "the meeting begins; who presides", "/open prior"),
    _command("read", "confidentiality reminder statement", Slot.NOTHING, "the statement was read", "/read"),
    _command("adjourn", "pause", Slot.WORDS, "the meeting stops", "/adjourn because of a fire alarm until 3 dec"),
    _command("resume", "", Slot.NOTHING, "the meeting goes on", "/resume"),
    _command("finish", "end", Slot.NOTHING, "the meeting closes", "/finish next 17 dec"),
    _command(
        "quorum", "override", Slot.WORDS, "decide without quorum, with the reason", "/quorum because health rang in"
    ),
    _command("confirm", "", Slot.NOTHING, "the chair confirms what was decided without quorum", "/confirm"),
    _command("approve", "approved minutes", Slot.NOTHING, "the last minutes are confirmed", "/approve"),
    _command(
        "done", "complete completed", Slot.ACTION, "an earlier action is complete", "/done 03 because she was seen"
    ),
    _command("progress", "inprogress started", Slot.ACTION, "an earlier action is in progress", "/progress 03"),
    _command("notdone", "", Slot.ACTION, "an earlier action was not done", "/notdone 03 because nobody was free"),
    _command(
        "notpossible", "impossible", Slot.ACTION, "circumstances changed", "/notpossible 03 because the family moved"
    ),
    _command(
        "superseded", "supersede", Slot.ACTION, "another action takes its place", "/superseded 03 by 07 because wider"
    ),
    _command(
        "transferred", "transfer", Slot.ACTION, "it goes on as another action", "/transferred 03 to 07 because he moved"
    ),
    _command("stillopen", "notbegun reopen", Slot.ACTION, "an earlier action has not begun", "/stillopen 03"),
    _command(
        "moretime",
        "extend extended",
        Slot.ACTION,
        "more time for an action",
        "/moretime 03 until 12 dec because of leave",
    ),
    _command("note", "", Slot.ACTION, "an action of this item becomes a paragraph", "/note 07"),
    _command(
        "lift", "", Slot.WORDS, "a paragraph becomes an action", '/lift discussion "Ring him." police: ring by fri'
    ),
    _command("undo", "u", Slot.NOTHING, "take back the last deed", "/undo"),
    _command("redo", "", Slot.NOTHING, "bring back what was taken back", "/redo"),
)
"""In the order in which the list and the help show them."""
_SHORTEST = 3


def command_named(typed: str, *, whole: bool = False) -> Command | None:
    """The command of that word, or, unless it must be whole, of a beginning that is no other's; None for neither."""
    for command in COMMANDS:
        if typed == command.word or typed in command.also:
            return command
    if whole or len(typed) < _SHORTEST:
        return None
    begun = [c for c in COMMANDS if any(word.startswith(typed) for word in (c.word, *c.also))]
    return begun[0] if len(begun) == 1 else None
