"""Which of the panel's outcomes a line means: by key, by its words, by a beginning or by what it does."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from panel_desk.domain.capture.nearest import nearest
from panel_desk.domain.capture.typed import MASK, Lack, bare, fold_name, is_quoted, masked
from panel_desk.domain.panels import Outcome

_SMALL = frozenset(["to", "the", "a", "an", "that", "case", "item", "for", "of", "will", "keep", "under"])
_AGREED = re.compile(r"(?:the )?(?:panel )?(?:has )?(?:agree[sd]?|decide[sd]?) (?:to |that )?(?=\S)", re.IGNORECASE)
"""Said before an outcome, and no part of it."""


_AND = re.compile(r"^(?:and|or|then|but) ")


class ChosenOutcome(Struct, frozen=True):
    """An outcome, and what was typed after it."""

    outcome: Outcome
    detail: str = ""
    literal: bool = False
    """The detail stood in quotes: no word of it announces anything."""


@lru_cache(maxsize=8)
def _forms(outcomes: tuple[Outcome, ...]) -> dict[str, tuple[Outcome, ...]]:
    """Every name of every outcome, folded; a name that several share stands for all of them."""
    forms: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for form in _names(outcome):
            forms.setdefault(form, []).append(outcome)
    by_key = {fold_name(o.key): (o,) for o in outcomes}
    return {**{form: tuple(found) for form, found in forms.items()}, **by_key}


def _names(outcome: Outcome) -> set[str]:
    key, words = fold_name(outcome.key), fold_name(outcome.words)
    names = {key, key.replace(" ", ""), words, words.removeprefix("to ").removeprefix("that ")}
    names.add(" ".join(word for word in words.split() if word not in _SMALL))
    if " " in key:
        names.add("".join(word[0] for word in key.split()))
    flagged = (
        (outcome.closes, ("close", "closed", "close case", "end")),
        (outcome.defers, ("defer", "deferred", "postpone")),
        (outcome.raises_risk, ("raise", "raised", "raise risk", "risk up", "higher risk")),
        (outcome.lowers_risk, ("lower", "lowered", "lower risk", "risk down", "reduce risk")),
    )
    for flag, also in flagged:
        names.update(also if flag else ())
    if outcome.to_panel:
        names |= {fold_name(outcome.to_panel), f"to {fold_name(outcome.to_panel)}"}
    return {name for name in names if len(name) > 1}


def outcome_of(typed: str, outcomes: tuple[Outcome, ...]) -> ChosenOutcome | Lack:
    """The outcome that words mean, with the detail that follows it; or why it is not plain."""
    typed = _without_agreed(typed.strip(" ,;:"))
    if not outcomes:
        return Lack("Nothing can be decided here: no panel’s outcomes are known.", "")
    if not typed:
        return Lack(f"What does the panel decide? For example {choices(outcomes[:4])}.", "outcome?")
    head, detail = _quoted_detail(typed)
    found = _found(head, outcomes)
    if len(found) == 1:
        return ChosenOutcome(found[0], detail, literal=bool(detail))
    if not detail and (cut := _with_detail(typed, outcomes)):
        return _two_at_once(cut, outcomes) or cut
    if found:
        return Lack(f"“{head}” may be {choices(found)}. Type more of it.", "which outcome?")
    close = nearest(fold_name(head), _forms(outcomes))
    hint = f"Did you mean {_forms(outcomes)[close][0].key}?" if close else f"It may be {choices(outcomes[:4])}, …"
    return Lack(f"“{head[:40]}” is no outcome of this panel. {hint}", "outcome?")


def _without_agreed(typed: str) -> str:
    found = _AGREED.match(typed)
    return typed[found.end() :] if found else typed


def _quoted_detail(typed: str) -> tuple[str, str]:
    place = masked(typed).find(MASK)
    if place > 0 and is_quoted(typed[place:]):
        return typed[:place].strip(), bare(typed[place:])
    return typed, ""


def _found(typed: str, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """By a whole name, else by the beginning of one, else by words that stand in it in any order."""
    forms, words = _forms(outcomes), fold_name(typed)
    if exact := forms.get(words):
        return exact
    begun = tuple(dict.fromkeys(o for form, found in forms.items() if form.startswith(words) for o in found))
    if begun:
        return begun
    wanted = [word for word in words.split() if word not in _SMALL]
    return tuple(o for o in outcomes if wanted and _has_words(o, wanted))


def _has_words(outcome: Outcome, wanted: list[str]) -> bool:
    known = f"{fold_name(outcome.key)} {fold_name(outcome.words)}".split()
    return all(any(k.startswith(word) for k in known) for word in wanted)


def _with_detail(typed: str, outcomes: tuple[Outcome, ...]) -> ChosenOutcome | None:
    """A whole name first, and then words of its own: ``nrm, reasonable grounds awaited``."""
    forms, parts = _forms(outcomes), typed.split()
    for count in range(min(len(parts) - 1, 10), 0, -1):
        found = forms.get(fold_name(" ".join(parts[:count]).rstrip(":;")), ())
        if len(found) == 1:
            return ChosenOutcome(found[0], " ".join(parts[count:]).lstrip(",;:–- "))
    return None


def _two_at_once(cut: ChosenOutcome, outcomes: tuple[Outcome, ...]) -> Lack | None:
    """What stands after the outcome is the whole name of another: it would go into the minutes as a detail."""
    other = _forms(outcomes).get(_AND.sub("", fold_name(cut.detail)), ())
    if len(other) != 1 or other[0] == cut.outcome:
        return None
    both = f"{cut.outcome.key} and {other[0].key}"
    return Lack(f"These are two outcomes, {both}. Record each in a line of its own, with its reason.", "one outcome")


def choices(outcomes: tuple[Outcome, ...]) -> str:
    """``step-up or step-down``."""
    keys = [o.key for o in outcomes[:5]]
    more = ", …" if len(outcomes) > 5 else ""
    return " or ".join(filter(None, (", ".join(keys[:-1]), keys[-1]))) + more


def outcome_words(outcome: Outcome) -> str:
    """As a chip and the list say it: ``step the case up to MACE``; ``deferred: the item to the next meeting``."""
    if outcome.words.startswith("to "):
        return outcome.words.removeprefix("to ")
    return outcome.words if outcome.verb == "AGREED" else f"{outcome.verb.lower()}: {outcome.words}"
