"""The lines of the cross-reference: who goes missing most, where markers are from, and the facts of each flag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import nlargest

from panel_desk.domain.calendar import count_words, date_words, day_month, turns
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.missing.cross_reference import CrossLine, Flag, FlagKind
from panel_desk.domain.missing.cross_words import away_words, clock_words, length_words, time_words
from panel_desk.domain.missing.markers import CrossChild, MarkerWords
from panel_desk.domain.missing.matching import MatchCandidate
from panel_desk.domain.missing.missing_figures import EpisodeColumns, Figures, figures
from panel_desk.domain.missing.pathway_rules import Stay, contacts_since
from panel_desk.domain.missing.wall_seconds import DAY, Moment, day_of, midnight

_HOUR = 3_600
_AT_LEAST = 2
"""Who goes missing most has been missing more than once."""
_ADULT = 18
_ORDER = {kind: place for place, kind in enumerate(FlagKind)}
_NO_FLAG = len(_ORDER)


def cross_lines(
    children: Iterable[CrossChild],
    rows: Iterable[EpisodeColumns],
    moment: Moment,
    stays: Mapping[str, Stay],
    *,
    births: Mapping[str, date] | None = None,
) -> tuple[CrossLine, ...]:
    """Who is flagged or carries a marker and has been missing within a year, or is on the enhanced pathway.

    Args:
        children: Everybody who may have episodes, each once.
        rows: All episodes, in order of child and start.
        moment: When, and by which thresholds.
        stays: Who is on the pathway now, by local ID.
        births: What lists of episodes say of those whose date of birth the desk does not know.

    Returns:
        The flagged first, by their most pressing flag, then who has the most episodes.
    """
    known = {child.local_id: child for child in children}
    adults = {local_id: midnight(turns(born_on, _ADULT)) for local_id, born_on in (births or {}).items()}
    adults |= {child.local_id: child.adult_from for child in known.values() if child.adult_from is not None}
    found = figures(rows, moment, adults)
    writer = _Writer(moment, _most(found, moment.thresholds.top))
    lines = []
    for local_id, own in found.items():
        child = known.get(local_id) or CrossChild(local_id)
        if (line := writer.line(child, own, stays.get(local_id))) is not None:
            lines.append(line)
    lines.extend(writer.quiet(known.get(i) or CrossChild(i), stay) for i, stay in stays.items() if i not in found)
    return tuple(sorted(lines, key=_place))


def period_words(moment: Moment) -> str:
    """``24 August to 22 November 2026, counted by start date``."""
    since, today = day_of(moment.since), moment.today
    began = day_month(since) if since.year == today.year else date_words(since)
    return f"{began} to {date_words(today)}, counted by start date"


def sentence(lines: Sequence[CrossLine], queue: Sequence[MatchCandidate], moment: Moment) -> str:
    """``3 children go missing most and carry a marker. 1 goes missing most and carries none.``"""
    marked = sum(flag.kind is FlagKind.ENHANCED_PATHWAY for line in lines for flag in line.flags)
    others = sum(flag.kind is FlagKind.CONSIDER_REFERRAL for line in lines for flag in line.flags)
    if not marked and not others:
        said = f"No child meets a threshold from {period_words(moment)}."
    else:
        who = {0: "No child goes", 1: "1 child goes"}.get(marked, f"{marked:,} children go")
        said = f"{who} missing most and {'carry' if marked > 1 else 'carries'} a marker."
        if others:
            goes, carries = ("goes", "carries") if others == 1 else ("go", "carry")
            said += f" {others:,} {goes} missing most and {carries} none."
    if queue:
        numbers = count_words(len(queue), "number")
        said += f" {numbers} {'joins' if len(queue) == 1 else 'join'} to no child of the desk."
    return said


def _place(line: CrossLine) -> tuple[int, int, int, str]:
    pressing = _ORDER[line.flags[0].kind] if line.flags else _NO_FLAG
    return pressing, -line.within, -line.hours, line.local_id


def _most(found: Mapping[str, Figures], top: int) -> frozenset[str]:
    """Those with the most episodes, of equals those longest away; all who are equal in both to the last one too."""
    several = [((own.within, own.away), local_id) for local_id, own in found.items() if own.within >= _AT_LEAST]
    if len(several) <= top:
        return frozenset(local_id for _, local_id in several)
    least = nlargest(top, (rank for rank, _ in several))[-1]
    return frozenset(local_id for rank, local_id in several if rank >= least)


class _Writer:
    """Writes lines; keeps the words of days, which come again and again."""

    def __init__(self, moment: Moment, most: frozenset[str]) -> None:
        self._moment = moment
        self._rule = moment.thresholds
        self._most = most
        self._days: dict[int, str] = {}
        self._markers = MarkerWords()
        self._since = self._day(moment.since)

    def line(self, child: CrossChild, own: Figures, stay: Stay | None) -> CrossLine | None:
        """The line of a child with episodes; None where there is nothing to show."""
        markers, carries = self._markers.of(child)
        regular = self._regular(child.local_id, own)
        recent = own.days_365 or own.within or own.open_since is not None
        if not regular and stay is None and not (markers and recent):
            return None
        flags = self._flags(own, regular, carries, marked=bool(markers))
        facts = [*(f"{words} ({threshold})" for words, threshold in regular)]
        if not regular:
            facts.append(f"{self._counted(own)}, below every threshold")
        facts += [carries, *self._overdue(own)]
        # Who has been missing since before those days is away all the same.
        before = own.open_since is not None and own.open_since < self._moment.since
        away = max(own.away, self._moment.passed(own.open_since or 0, self._moment.now)) if before else own.away
        return CrossLine(
            local_id=child.local_id,
            initials=child.initials,
            name=child.name,
            child_id=child.child_id,
            types=markers or "none",
            standing=_standing(child),
            last_decision=self._decision(child.last),
            days_30=own.days_30,
            days_90=own.days_90,
            days_365=own.days_365,
            within=own.within,
            hours=away // _HOUR,
            time_away=away_words(away),
            last="missing now" if own.open_since is not None else self._day(own.last),
            last_started_on=day_of(own.last),
            interview=self._interview(own),
            flags=flags,
            why=self._why(facts, child, stay, own.last),
            matched=_matched(child),
            pathway=self._stay(stay, own.last) if stay else "",
            pathway_id=stay.entry.id if stay else None,
            pathway_since=stay.entry.added_on if stay else None,
            contacts=contacts_since(stay, own.last) if stay else "",
        )

    def quiet(self, child: CrossChild, stay: Stay) -> CrossLine:
        """Somebody on the pathway without an episode."""
        markers, carries = self._markers.of(child)
        return CrossLine(
            local_id=child.local_id,
            initials=child.initials,
            name=child.name,
            child_id=child.child_id,
            types=markers or "none",
            standing=_standing(child),
            last_decision=self._decision(child.last),
            last="–",
            why=self._why(["no episode is known", carries], child, stay, None),
            matched=_matched(child),
            pathway=self._stay(stay, None),
            pathway_id=stay.entry.id,
            pathway_since=stay.entry.added_on,
            contacts=contacts_since(stay, None),
        )

    def _regular(self, local_id: str, own: Figures) -> list[tuple[str, str]]:
        """Each threshold that is met: the fact, and the threshold."""
        rule, met = self._rule, []
        if own.within >= rule.episodes:
            met.append((self._counted(own), f"threshold {rule.episodes} in {count_words(rule.days, 'day')}"))
        elif local_id in self._most:
            most = f"among the {count_words(rule.top, 'child', 'children')} with the most episodes"
            met.append((f"{self._counted(own)}, {most}", f"in {count_words(rule.days, 'day')}"))
        if own.longest > rule.longer_than_hours * _HOUR:
            began = self._day(own.longest_began)
            one = "one of them" if own.within > 1 and met else "one episode"
            met.append((f"{one} of {length_words(own.longest)} from {began}", f"threshold {rule.longer_than_hours} h"))
        if own.open_since is not None:
            met.append((self._missing_now(own), "currently missing always counts"))
        return met

    def _flags(
        self, own: Figures, regular: Sequence[tuple[str, str]], carries: str, *, marked: bool
    ) -> tuple[Flag, ...]:
        found = []
        overdue = self._overdue(own)
        facts = [words for words, _ in regular]
        if own.open_since is not None:
            found.append(Flag(kind=FlagKind.MISSING_NOW, facts=(self._missing_now(own),)))
        if regular and marked:
            found.append(Flag(kind=FlagKind.ENHANCED_PATHWAY, facts=(*facts, carries, *overdue)))
        if overdue and marked:
            found.append(Flag(kind=FlagKind.INTERVIEW_OVERDUE, facts=(*overdue, carries)))
        if regular and not marked:
            found.append(Flag(kind=FlagKind.CONSIDER_REFERRAL, facts=(*facts, carries, *overdue)))
        return tuple(found)

    def _counted(self, own: Figures) -> str:
        """``4 episodes since 24 August 2026``, with how many of them were absences."""
        if not own.within:
            return f"no episode since {self._since}"
        if own.absent == own.within:
            return f"{count_words(own.within, 'absent episode')} since {self._since}"
        split = f" ({own.within - own.absent} missing, {own.absent} absent)" if own.absent else ""
        return f"{count_words(own.within, 'episode')}{split} since {self._since}"

    def _missing_now(self, own: Figures) -> str:
        """``missing since 20 November 2026, 21:10 (38 h)``."""
        began = own.open_since or 0
        if not own.open_time_known:
            return f"missing since {self._day(began)}"
        passed = self._moment.passed(began, self._moment.now)
        return f"missing since {self._day(began)}, {time_words(began)} ({length_words(passed)})"

    def _overdue(self, own: Figures) -> tuple[str, ...]:
        """``interview of 9 November 2026 overdue by 31 h``."""
        if not own.overdue:
            return ()
        first, *rest = own.overdue
        others = f" and {count_words(len(rest), 'other')} overdue too" if rest else ""
        return (f"interview of {self._day(first.at)} overdue by {length_words(first.seconds_over or 0)}{others}",)

    def _interview(self, own: Figures) -> str:
        """The one that is longest overdue, else that of the newest return."""
        if own.overdue:
            return f"overdue by {length_words(own.overdue[0].seconds_over or 0)}"
        if own.newest is None:
            return "still missing" if own.open_since is not None else "–"
        return clock_words(own.newest, self._moment)

    def _stay(self, stay: Stay, last: int | None) -> str:
        """``on the enhanced pathway since 3 October 2026, owner Ife Bello; 2 contacts since the last episode``."""
        added = self._day(midnight(stay.entry.added_on))
        return f"on the enhanced pathway since {added}, owner {stay.entry.owner}; {contacts_since(stay, last)}"

    def _why(self, facts: Iterable[str], child: CrossChild, stay: Stay | None, last: int | None) -> str:
        sentences = ["; ".join(facts), _matched(child), *([self._stay(stay, last)] if stay else [])]
        return " ".join(f"{s[0].upper()}{s[1:]}." for s in sentences if s)

    def _decision(self, last: Decided | None) -> str:
        return "–" if last is None else f"{last.words}, {self._day(midnight(last.held_on))}"

    def _day(self, at: int) -> str:
        number = at // DAY
        words = self._days.get(number)
        if words is None:
            words = self._days[number] = date_words(day_of(at))
        return words


def _standing(child: CrossChild) -> str:
    """``SAFE · High``; of a child no panel has decided on, ``list · High``."""
    where = child.last.panel if child.last is not None else "list" if child.risk else ""
    return " · ".join(part for part in (where, child.risk) if part) or "–"


def _matched(child: CrossChild) -> str:
    """``matched on local ID 104233``."""
    if child.child_id is None:
        return f"no child of the desk has the number {child.local_id}"
    return f"matched on local ID {child.local_id}{', ' + child.matched if child.matched else ''}"
