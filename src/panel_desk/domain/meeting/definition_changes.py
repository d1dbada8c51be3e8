"""What changes between two definitions of a panel, in sentences: read before a changed definition is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import msgspec

from panel_desk.domain.calendar import count_words
from panel_desk.domain.panels import PanelDefinition

T = TypeVar("T", bound=msgspec.Struct)

FIELD_WORDS: Mapping[str, str] = {
    "key": "short name",
    "name": "name",
    "full_name": "full name",
    "risk_scale": "risk scale",
    "sections": "running order",
    "seats": "seats",
    "quorum": "quorum",
    "outcomes": "outcomes",
    "marking": "protective marking",
    "handling": "handling line",
    "confidentiality": "confidentiality statement",
    "safeguarding_note": "safeguarding note",
    "slot_minutes": "length of the meeting in minutes",
    "cases_per_meeting": "children for each meeting",
    "approvals": "agencies that approve the minutes",
    "deadlines": "deadlines",
    "regularly_missing": "regularly missing",
}
"""A definition's fields as a person calls them."""
DEADLINE_WORDS: Mapping[str, str] = {
    "case_list_before": "case lists received",
    "triage_before": "referrals looked at by the chair",
    "cross_reference_before": "missing children compared with the list",
    "chase_before": "owners asked for news",
    "agenda_before": "agenda locked and issued",
    "action_sheet_after": "action sheets sent",
    "draft_minutes_after": "draft minutes to the chair",
    "minutes_issued_after": "minutes to members",
    "corrections_after": "corrections close",
}
"""Each deadline as a person calls it; those named ``…_before`` count back from the meeting."""
MISSING_WORDS: Mapping[str, str] = {"episodes": "episodes", "days": "days", "hours": "hours for one episode"}
_LONGEST = 60


def definition_changes(before: PanelDefinition, after: PanelDefinition) -> tuple[str, ...]:
    """What is different, one sentence each, in the order of the definition; empty where nothing is."""
    found: list[str] = []
    for field in ("key", "name", "full_name", "marking", "handling", "confidentiality", "safeguarding_note"):
        found += _words_changed(FIELD_WORDS[field], getattr(before, field), getattr(after, field))
    for field in ("slot_minutes", "cases_per_meeting"):
        found += _number_changed(FIELD_WORDS[field], getattr(before, field), getattr(after, field))
    found += _parts_changed(DEADLINE_WORDS, before.deadlines, after.deadlines, _deadline)
    found += _parts_changed(MISSING_WORDS, before.regularly_missing, after.regularly_missing, _missing)
    found += _scale(before, after)
    found += _words_changed("quorum", quorum_words(before), quorum_words(after))
    found += _words_changed(FIELD_WORDS["approvals"], ", ".join(before.approvals), ", ".join(after.approvals))
    found += _listed("section", before.sections, after.sections, lambda one: one.key, lambda one: one.title)
    found += _listed("seat", before.seats, after.seats, lambda one: one.agency, lambda one: one.name)
    found += _listed("outcome", before.outcomes, after.outcomes, lambda one: one.key, lambda one: one.words)
    return tuple(found)


def quorum_words(definition: PanelDefinition) -> str:
    """Who must be in the room: ``chair; children’s social care; police or health``."""
    return "; ".join(
        " or ".join("chair" if agency == "chair" else definition.agency_name(agency) for agency in group)
        for group in definition.quorum
    )


def deadline_words(field: str, days: int) -> str:
    """One deadline: ``agenda locked and issued 3 working days before the meeting``."""
    day = count_words(days, "working day")
    if field == "corrections_after":
        return f"{day} after the minutes were issued"
    return f"{day} {'before' if field.endswith('_before') else 'after'} the meeting"


def _words_changed(what: str, before: str, after: str) -> list[str]:
    if before == after:
        return []
    if not before.strip():
        return [f"The {what} is set: “{_short(after)}”."]
    if not after.strip():
        return [f"The {what} “{_short(before)}” is taken away."]
    if len(before) > _LONGEST or len(after) > _LONGEST:
        return [f"The {what} changes in its words: it begins “{_short(after)}”."]
    return [f"The {what} “{before}” becomes “{after}”."]


def _number_changed(what: str, before: int, after: int) -> list[str]:
    return [] if before == after else [f"The {what} changes from {before} to {after}."]


def _parts_changed(
    words: Mapping[str, str], before: T, after: T, told: Callable[[str, int, int, Mapping[str, str]], str]
) -> list[str]:
    return [
        told(field, getattr(before, field), getattr(after, field), words)
        for field in words
        if getattr(before, field) != getattr(after, field)
    ]


def _deadline(field: str, before: int, after: int, words: Mapping[str, str]) -> str:
    was = f"{before}" if before else "the day of the meeting"
    return f"Deadline, {words[field]}: {deadline_words(field, after)} (was {was})."


def _missing(field: str, before: int, after: int, words: Mapping[str, str]) -> str:
    return f"Regularly missing, {words[field]}: {after} (was {before})."


def _scale(before: PanelDefinition, after: PanelDefinition) -> list[str]:
    found = _words_changed("name of the risk scale", before.risk_scale.name, after.risk_scale.name)
    levels = (", ".join(before.risk_scale.levels), ", ".join(after.risk_scale.levels))
    if levels[0] != levels[1]:
        found.append(
            f"The levels of risk “{levels[0]}” become “{levels[1]}”; levels decided before keep the words they had."
        )
    return found


def _listed(
    what: str, before: Sequence[T], after: Sequence[T], key: Callable[[T], str], words: Callable[[T], str]
) -> list[str]:
    old, new = {key(one): one for one in before}, {key(one): one for one in after}
    found = [f"The {what} “{words(one)}” is added." for name, one in new.items() if name not in old]
    found += [f"The {what} “{words(one)}” is taken away." for name, one in old.items() if name not in new]
    for name, one in new.items():
        if name in old and old[name] != one:
            fields = ", ".join(_changed_fields(old[name], one))
            found.append(f"The {what} “{words(one)}” changes: {fields}.")
    if [name for name in old if name in new] != [name for name in new if name in old]:
        found.append(f"The {what}s stand in another order.")
    return found


def _changed_fields(before: T, after: T) -> list[str]:
    return [
        field.name.replace("_", " ")
        for field in msgspec.structs.fields(before)
        if getattr(before, field.name) != getattr(after, field.name)
    ]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…"
