"""What case lists hold on one child: each line once, with every file that told it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct

from panel_desk.domain.calendar import date_words, england_day, moment_words
from panel_desk.domain.cases import CaseRow, ChildFacts, EpisodeRow, ProfileRow, ReferralRow
from panel_desk.domain.events import Event
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.hiding import ChildNamed, still_named
from panel_desk.domain.subject_access import RedactionKind
from panel_desk.domain.subject_redaction import Told, ToldEntry, sentences_naming
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.history import events_below
from panel_desk.vault.projections.undo import undone_events

Tell = Callable[[str, float | None], None]
_FACTS = {
    "local_id": "Local ID",
    "surname": "Surname",
    "forenames": "Forenames",
    "alias": "Also known as",
    "born_on": "Date of birth",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "legal_status": "Legal status",
    "worker": "Social worker",
    "team": "Team",
    "school": "School",
    "nhs_number": "NHS number",
    "upn": "UPN",
    "address": "Address",
}
_PRIVATE = re.compile(
    r"\b(?:public|anonymous|neighbours?|famil\w+|parents?|mother|father|mum|dad|carers?|relatives?|friends?|gran\w*|"
    r"landlord|private|member of)\b",
    re.IGNORECASE,
)
_PROFESSIONAL = re.compile(
    r"\b(?:police|health|nhs|hospital|school|college|academy|education|social|council|service|services|housing|youth|"
    r"probation|ambulance|fire|charity|gp|doctor|nurse|camhs|mash|early help|authority|team|court|prison)\b",
    re.IGNORECASE,
)


class HeldInLists(Struct, frozen=True, kw_only=True):
    """What all lists hold on one child."""

    facts: tuple[ToldEntry, ...]
    referrals: tuple[ToldEntry, ...]
    episodes: tuple[ToldEntry, ...]
    elsewhere: tuple[ToldEntry, ...]
    """Lines about somebody else that name the child."""
    referrers: tuple[str, ...]
    """Private persons who made a referral."""


def held_in_lists(
    db: Database, child: ChildNamed, also_as: dict[str, str], agencies: frozenset[str], tell: Tell
) -> HeldInLists:
    """Read every list that was ever added, also those that were taken back.

    Args:
        db: Any connection.
        child: Whose.
        also_as: Other numbers under which lists tell the child's episodes, and how that was found.
        agencies: Names of agencies that sit at panels, in small letters: who refers from there acts in a role.
        tell: Told how far it is.
    """
    undone = undone_events(db.conn)
    sources: dict[CaseRow, list[str]] = {}
    dropped: list[ToldEntry] = []
    elsewhere: dict[CaseRow, list[str]] = {}
    for number, line in enumerate(events_below(db.conn, ("import",)), 1):
        if not isinstance(line.event, CaseListImported):
            continue
        tell(f"Reading list {number}", None)
        source = _source(line, line.event, taken_back=line.event_id in undone)
        for row in line.event.rows:
            if _is_about(row, child.local_id, also_as):
                sources.setdefault(row, []).append(source)
            elif _names(row, child):
                elsewhere.setdefault(row, []).append(source)
        if child.local_id in line.event.no_longer_listed:
            dropped.append(
                ToldEntry(
                    key=f"dropped:{line.event.import_id}",
                    title="No longer on the list",
                    lines=(Told(label="Said", text="The list before named the child, this one does not."),),
                    source=source,
                )
            )
    rows = list(sources.items())
    referrers = tuple(
        dict.fromkeys(
            r.referrer.strip()
            for r, _ in rows
            if isinstance(r, ReferralRow) and r.referrer.strip() and _role(r, agencies) == _IS_PRIVATE
        )
    )
    return HeldInLists(
        facts=(*(_profile(n, r, s) for n, (r, s) in enumerate(rows, 1) if isinstance(r, ProfileRow)), *dropped),
        referrals=tuple(_referral(n, r, s, agencies) for n, (r, s) in enumerate(rows, 1) if isinstance(r, ReferralRow)),
        episodes=tuple(_episode(n, r, s, also_as) for n, (r, s) in enumerate(rows, 1) if isinstance(r, EpisodeRow)),
        elsewhere=tuple(_elsewhere(n, r, s, child) for n, (r, s) in enumerate(elsewhere.items(), 1)),
        referrers=referrers,
    )


def _is_about(row: CaseRow, local_id: str, also_as: dict[str, str]) -> bool:
    if isinstance(row, ProfileRow | ReferralRow):
        return row.facts.local_id == local_id
    return isinstance(row, EpisodeRow) and (row.local_id == local_id or row.local_id in also_as)


def _words(row: CaseRow) -> str:
    match row:
        case ReferralRow():
            return f"{row.reason}\n{row.household}\n{row.referrer}"
        case ProfileRow():
            return row.reason
        case EpisodeRow():
            return ""
    return f"{row.name}\n{row.concern}"


def _names(row: CaseRow, child: ChildNamed) -> bool:
    words = _words(row)
    folded = words.casefold()
    # The exact question is dear: first whether it can be at all.
    near = child.local_id.casefold() in folded or (child.name and child.name.casefold() in folded)
    return bool(near) and bool(still_named(words, [child]))


def _source(line: StoredEvent[Event], event: CaseListImported, *, taken_back: bool) -> str:
    added = f"{event.file_name}, added {date_words(england_day(line.at))}"
    return f"{added}, taken back since" if taken_back else added


def _facts(facts: ChildFacts) -> Iterator[Told]:
    for field, label in _FACTS.items():
        value = getattr(facts, field)
        if value:
            yield Told(label=label, text=value if isinstance(value, str) else date_words(value))


def _profile(number: int, row: ProfileRow, sources: list[str]) -> ToldEntry:
    yes = {True: "yes", False: "no", None: ""}
    counts = {"Missing episodes": row.missing_episodes, "Absent episodes": row.absent_episodes}
    return ToldEntry(
        key=f"profile:{number}",
        title="Line of a list of children at risk",
        lines=(
            *_facts(row.facts),
            Told(label="Types", text=", ".join(one.label for one in row.types)),
            Told(label="Risk, as the list words it", text=row.risk),
            Told(label="Referred", text=date_words(row.referred_on) if row.referred_on else ""),
            Told(label="Reason", text=row.reason, free=True),
            *(Told(label=label, text=str(count)) for label, count in counts.items() if count is not None),
            Told(label="Return interview offered", text=yes[row.interview_offered]),
            Told(label="Return interview accepted", text=yes[row.interview_accepted]),
        ),
        source="; ".join(sources),
    )


_IS_PRIVATE, _IS_PROFESSIONAL, _IS_UNKNOWN = "private", "professional", "unknown"


def _role(row: ReferralRow, agencies: frozenset[str]) -> str:
    """Whether who referred acted in a role; a private person's word weighs more than a service's."""
    said = row.source_agency
    if not said.strip() or _PRIVATE.search(said):
        return _IS_PRIVATE
    return _IS_PROFESSIONAL if said.casefold() in agencies or _PROFESSIONAL.search(said) else _IS_UNKNOWN


def _referral(number: int, row: ReferralRow, sources: list[str], agencies: frozenset[str]) -> ToldEntry:
    role = _role(row, agencies)
    doubt = {
        _IS_PRIVATE: "A private person told this: could the words tell who it was?",
        _IS_UNKNOWN: "It is not clear whether who referred acted in a professional role.",
        _IS_PROFESSIONAL: "",
    }[role]
    return ToldEntry(
        key=f"referral:{number}",
        title="Referral",
        when=date_words(row.referred_on) if row.referred_on else "",
        lines=(
            *_facts(row.facts),
            Told(label="From", text=row.source_agency),
            Told(
                label="Referrer",
                text=row.referrer,
                out=RedactionKind.REFERRER if role == _IS_PRIVATE else None,
                read=doubt if role == _IS_UNKNOWN and row.referrer.strip() else "",
            ),
            Told(label="Types", text=", ".join(one.label for one in row.types)),
            Told(label="Risk the referrer proposed", text=row.risk),
            Told(label="Reason", text=row.reason, free=True, read=doubt if row.reason.strip() else ""),
            Told(label="Others in the household", text=row.household, out=RedactionKind.FAMILY),
        ),
        source="; ".join(sources),
    )


def episode_lines(row: EpisodeRow) -> tuple[Told, ...]:
    """An episode line by line."""
    yes = {True: "yes", False: "no", None: ""}
    return (
        Told(label="Kind", text=row.kind.value),
        Told(label="Began", text=_time(row.started_at, known=row.start_time_known)),
        Told(label="Came back", text=_time(row.ended_at, known=row.end_time_known) or "not told"),
        Told(label="The source’s number", text=row.source_id),
        Told(label="NHS number", text=row.nhs_number),
        Told(label="UPN", text=row.upn),
        Told(label="Name on the list", text=f"{row.forenames} {row.surname}".strip()),
        Told(label="Interview offered", text=yes[row.interview_offered]),
        Told(label="Interview accepted", text=yes[row.interview_accepted]),
        Told(label="Interview", text=moment_words(row.interview_at) if row.interview_at else ""),
        Told(label="Interview by", text=row.interview_provider),
    )


def _time(at: datetime | None, *, known: bool) -> str:
    return "" if at is None else moment_words(at) if known else f"{date_words(at.date())} (time not known)"


def _episode(number: int, row: EpisodeRow, sources: list[str], also_as: dict[str, str]) -> ToldEntry:
    doubt = ""
    if row.local_id in also_as:
        how = also_as[row.local_id]
        doubt = f"The list tells it under another number; it was found to be this child’s by {how or 'nobody yet'}."
    lines = episode_lines(row)
    return ToldEntry(
        key=f"episode:{number}",
        title=f"Episode ({row.kind.value})",
        when=date_words(row.started_at.date()),
        lines=(*lines, Told(label="Under another number", text="yes", read=doubt)) if doubt else lines,
        source="; ".join(sources),
    )


def _elsewhere(number: int, row: CaseRow, sources: list[str], child: ChildNamed) -> ToldEntry:
    return ToldEntry(
        key=f"elsewhere-list:{number}",
        title="Line of a list about somebody else that names this child",
        lines=(
            Told(
                label="Said",
                text=sentences_naming(_words(row), child),
                free=True,
                read="It was said about somebody else.",
            ),
        ),
        source="; ".join(sources),
    )
