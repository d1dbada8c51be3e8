"""Ratings and standings in a word with a colour; the word always stands beside it."""

from __future__ import annotations

from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.strategy.action_plan import Rating
from panel_desk.domain.strategy.places_told import PlaceLine
from panel_desk.domain.strategy.plan_told import MilestoneLine, ObjectiveLine
from panel_desk.ui.theme.tones import Tone

RATING_TONES = {Rating.RED: Tone.RED, Rating.AMBER: Tone.AMBER, Rating.GREEN: Tone.GREEN, Rating.COMPLETE: Tone.INFO}
_STEP_TONES = {"green": Tone.GREEN, "amber": Tone.AMBER, "red": Tone.RED}


def rating_chip(line: ObjectiveLine) -> tuple[str, Tone]:
    """The newest rating."""
    if line.closed_on is not None:
        return "closed", Tone.NEUTRAL
    return ("not rated", Tone.NEUTRAL) if line.rating is None else (line.rating.label, RATING_TONES[line.rating.rating])


def milestone_chip(line: MilestoneLine) -> tuple[str, Tone]:
    """Reached, late or due; what was said of it stands below the chip."""
    state = line.state_words.partition(": ")[0] if line.reached_words else line.state_words
    return state, _STEP_TONES.get(line.tone, Tone.NEUTRAL)


def late_tone(line: ObjectiveLine) -> Tone | None:
    """Red where a milestone, or the objective itself, is late; the words say it too."""
    return Tone.RED if line.late else None


def place_chip(line: PlaceLine) -> tuple[str, Tone]:
    """Open or closed, and whether anything is offered."""
    if line.closed:
        return "closed", Tone.NEUTRAL
    if line.kind is ConcernKind.PERSON:
        return "open", Tone.INFO
    if any(one.current for one in line.interventions):
        return "answered", Tone.GREEN
    return "nothing offered", Tone.AMBER
