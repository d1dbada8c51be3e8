"""Ratings and standings in a word with a colour; the word always stands beside it."""

from __future__ import annotations

from panel_desk.domain.action_plan import Rating
from panel_desk.domain.places_told import PlaceLine
from panel_desk.domain.plan_told import MilestoneLine, ObjectiveLine
from panel_desk.ui.theme.tones import Tone

RATING_TONES = {Rating.RED: Tone.RED, Rating.AMBER: Tone.AMBER, Rating.GREEN: Tone.GREEN, Rating.COMPLETE: Tone.INFO}
_STEP_TONES = {"green": Tone.GREEN, "amber": Tone.AMBER, "red": Tone.RED}


def rating_chip(line: ObjectiveLine) -> tuple[str, Tone]:
    """The newest rating."""
    if line.closed_on is not None:
        return "closed", Tone.NEUTRAL
    return ("not rated", Tone.NEUTRAL) if line.rating is None else (line.rating.label, RATING_TONES[line.rating.rating])


def milestone_chip(line: MilestoneLine) -> tuple[str, Tone]:
    """Reached, late or due."""
    return line.state_words, _STEP_TONES.get(line.tone, Tone.NEUTRAL)


def place_chip(line: PlaceLine) -> tuple[str, Tone]:
    """Open or closed, and whether anything is offered."""
    if line.closed:
        return "closed", Tone.NEUTRAL
    if any(one.current for one in line.interventions):
        return "answered", Tone.GREEN
    return "nothing offered", Tone.AMBER
