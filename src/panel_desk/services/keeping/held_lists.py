"""What case lists hold on one child: each line once, with every file that told it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import date_words, england_day, moment_words
from panel_desk.domain.children.cases import CaseRow, ChildFacts, EpisodeRow, ProfileRow, ReferralRow
from panel_desk.domain.events import Event
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.keeping.subject_access import RedactionKind, entry_key
from panel_desk.domain.keeping.subject_told import Naming, Told, ToldEntry
from panel_desk.domain.names.name_forms import telling_words
from panel_desk.domain.names.name_runs import plain, seen
from panel_desk.domain.names.private_referrer import Role, names_in, role_of
from panel_desk.services.keeping.held_child import HeldChild, naming
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


class HeldInLists(Struct, frozen=True, kw_only=True):
    """What all lists hold on one child."""

    facts: tuple[ToldEntry, ...]
    referrals: tuple[ToldEntry, ...]
    episodes: tuple[ToldEntry, ...]
    elsewhere: tuple[ToldEntry, ...]
    """Lines about somebody else that name the child."""
    referrers: tuple[str, ...]
    """Private persons who made a referral."""
    first_at: datetime | None
    """When the first of these lists was added."""


def held_in_lists(db: Database, children: Sequence[HeldChild], agencies: frozenset[str], tell: Tell) -> HeldInLists:
    """Read every list that was ever added, also those that were taken back.

    Args:
        db: Any connection.
        children: The child under every number, the one asked for first.
        agencies: Names of agencies that sit at panels, in small letters: who refers from there acts in a role.
        tell: Told how far it is.
    """
    reading = _Reading(children, agencies)
    undone = undone_events(db.conn)
    for number, line in enumerate(events_below(db.conn, ("import",)), 1):
        if isinstance(line.event, CaseListImported):
            tell(f"Reading list {number}", None)
            reading.read(line, line.event, taken_back=line.event_id in undone)
    return reading.told()


class _Reading:
    """Reads list after list; a line that several tell is one entry."""

    def __init__(self, children: Sequence[HeldChild], agencies: frozenset[str]) -> None:
        self._children = {child.local_id: child for child in children}
        self._agencies = agencies
        self._naming = naming(children)
        self._near = {word for child in children for word in (child.local_id.lower(), *_telling(child))}
        self._own: dict[CaseRow, list[str]] = {}
        self._elsewhere: dict[CaseRow, list[str]] = {}
        self._dropped: list[ToldEntry] = []
        self._first_at: datetime | None = None

    def read(self, line: StoredEvent[Event], event: CaseListImported, *, taken_back: bool) -> None:
        """One list."""
        source = _source(line, event, taken_back=taken_back)
        for row in event.rows:
            if self._of(row) is not None:
                self._own.setdefault(row, []).append(source)
                self._first_at = self._first_at or line.at
            elif self._names(row):
                self._elsewhere.setdefault(row, []).append(source)
        for local_id in self._children:
            if local_id in event.no_longer_listed:
                said = Told(label="Said", text="The list before named the child, this one does not.")
                self._dropped.append(
                    ToldEntry(
                        key=entry_key("dropped", event.import_id, local_id),
                        title="No longer on the list",
                        lines=(said, *under_another(self._children[local_id])),
                        source=source,
                    )
                )

    def told(self) -> HeldInLists:
        """Everything that was read."""
        rows = [(row, "; ".join(sources), self._of(row)) for row, sources in self._own.items()]
        own = [(row, source, child) for row, source, child in rows if child is not None]
        referrals = [row for row in self._own if isinstance(row, ReferralRow)]
        return HeldInLists(
            facts=(*(_profile(r, s, c) for r, s, c in own if isinstance(r, ProfileRow)), *self._dropped),
            referrals=tuple(_referral(r, s, c, self._agencies) for r, s, c in own if isinstance(r, ReferralRow)),
            episodes=tuple(_episode(r, s, c) for r, s, c in own if isinstance(r, EpisodeRow)),
            elsewhere=tuple(_elsewhere(r, "; ".join(s), self._naming) for r, s in self._elsewhere.items()),
            referrers=tuple(dict.fromkeys(name for row in referrals for name in self._referrers(row))),
            first_at=self._first_at,
        )

    def _of(self, row: CaseRow) -> HeldChild | None:
        if isinstance(row, ProfileRow | ReferralRow):
            return self._children.get(row.facts.local_id)
        return self._children.get(row.local_id) if isinstance(row, EpisodeRow) else None

    def _names(self, row: CaseRow) -> bool:
        words = _words(row)
        folded = plain(seen(words)).lower()
        # The exact question is dear: first whether it can be at all.
        return any(word in folded for word in self._near) and self._naming.stands_in(words)

    def _referrers(self, row: ReferralRow) -> Iterator[str]:
        """Of a private person, whatever tells who it is."""
        if role_of(row.source_agency, self._agencies) is Role.PRIVATE:
            yield from names_in(row.referrer, whole=True)
            yield from names_in(row.source_agency, whole=False)


def _telling(child: HeldChild) -> frozenset[str]:
    """Words of which one stands wherever a whole name, or a surname that tells, does."""
    names = [" ".join((*one.name.split()[-1:], *child.surnames)) for one in child.names]
    return frozenset(
        word for name, one in zip(names, child.names, strict=True) for word in telling_words(replace(one, name=name))
    )


def under_another(child: HeldChild) -> tuple[Told, ...]:
    """The line of an entry that stands under another number; none for the number asked for."""
    return (Told(label="Under another number", text=child.local_id, read=child.doubt),) if child.how else ()


def _words(row: CaseRow) -> str:
    match row:
        case ReferralRow():
            return f"{row.reason}\n{row.household}\n{row.referrer}\n{row.source_agency}"
        case ProfileRow():
            return row.reason
        case EpisodeRow():
            return ""
    return f"{row.name}\n{row.concern}"


def _source(line: StoredEvent[Event], event: CaseListImported, *, taken_back: bool) -> str:
    added = f"{event.file_name}, added {date_words(england_day(line.at))}"
    return f"{added}, taken back since" if taken_back else added


def _facts(facts: ChildFacts) -> Iterator[Told]:
    for field, label in _FACTS.items():
        value = getattr(facts, field)
        if value:
            yield Told(label=label, text=value if isinstance(value, str) else date_words(value))


def _profile(row: ProfileRow, source: str, child: HeldChild) -> ToldEntry:
    yes = {True: "yes", False: "no", None: ""}
    counts = {"Missing episodes": row.missing_episodes, "Absent episodes": row.absent_episodes}
    return ToldEntry(
        key=entry_key("profile", row),
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
            *under_another(child),
        ),
        source=source,
    )


def _referral(row: ReferralRow, source: str, child: HeldChild, agencies: frozenset[str]) -> ToldEntry:
    role = role_of(row.source_agency, agencies)
    doubt = {
        Role.PRIVATE: "A private person told this: could the words tell who it was?",
        Role.UNKNOWN: "It is not clear whether who referred acted in a professional role.",
        Role.PROFESSIONAL: "",
    }[role]
    out = RedactionKind.REFERRER if role is Role.PRIVATE else None
    unclear = doubt if role is Role.UNKNOWN else ""
    return ToldEntry(
        key=entry_key("referral", row),
        title="Referral",
        when=date_words(row.referred_on) if row.referred_on else "",
        lines=(
            *_facts(row.facts),
            Told(label="From", text=row.source_agency, out=out, read=unclear),
            Told(label="Referrer", text=row.referrer, out=out, read=unclear),
            Told(label="Types", text=", ".join(one.label for one in row.types)),
            Told(label="Risk the referrer proposed", text=row.risk),
            Told(label="Reason", text=row.reason, free=True, read=doubt if row.reason.strip() else ""),
            Told(label="Others in the household", text=row.household, out=RedactionKind.FAMILY),
            *under_another(child),
        ),
        source=source,
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


def _episode(row: EpisodeRow, source: str, child: HeldChild) -> ToldEntry:
    return ToldEntry(
        key=entry_key("episode", row),
        title=f"Episode ({row.kind.value})",
        when=date_words(row.started_at.date()),
        lines=(*episode_lines(row), *under_another(child)),
        source=source,
    )


def _elsewhere(row: CaseRow, source: str, naming: Naming) -> ToldEntry:
    said = naming.sentences(_words(row))
    return ToldEntry(
        key=entry_key("elsewhere", type(row).__name__, row),
        title="Line of a list about somebody else that names this child",
        lines=(Told(label="Said", text=said, free=True, read="It was said about somebody else."),),
        source=source,
    )
