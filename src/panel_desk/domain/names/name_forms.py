"""How a name may be written: whole, turned round, by initials, by one of its words; and how sure each form is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.names.name_runs import between, is_long_number, plain, runs_of, seen
from panel_desk.domain.names.name_words import ABBREVIATIONS, ORDINARY, PARTICLES

_SHORTEST_WORD = 3
_SHORTEST_AT_ALL = 2
_SHORTEST_ANYHOW = 4
_SHORTEST_JOINED = 3
"""Of each of two words written in one: “Bo Ng” would be a bong."""
_WORDS_OF_ONE = "AaIi"


class ChildNamed(Struct, frozen=True, kw_only=True):
    """How a child may be told from others."""

    local_id: str
    initials: str
    name: str
    """Forenames and surname."""
    alias: str = ""
    near: bool = True
    """Whether the text is likely to be about the child: on the agenda, beside the place. Of others, of whom there may
    be thousands, a word that is no name in the first place (“Young”, “May”) tells only where it must be a name."""


class Sure(IntEnum):
    """What must be so for the words to be the name."""

    ANYHOW = 0
    """Nothing: in small or capital letters."""
    TYPED = 1
    """Each word begins with a capital."""
    ALONE = 2
    """One word, typed as a name, that may be part of something else: a street, a month, the beginning of a sentence."""


class Form(Struct, frozen=True):
    """One way to write it: words, what stands between them, and what stands about them."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    sure: Sure
    before: str = ""
    after: str = ""
    capitals: bool = False
    """Whether every letter is one: ``KA``."""
    joined: int = 0
    """Of two words written in one, ``MaryJones``: how long the first is."""

    @property
    def is_whole(self) -> bool:
        """Whether it tells enough to be a name beside a digit, too: ``mary.jones07``."""
        return self.sure is Sure.ANYHOW and (len(self.words) > 1 or self.joined > 0)

    @property
    def key(self) -> str:
        """Of two forms with the same key the texts are the same."""
        gaps = (*self.gaps, "")
        return f"{self.before}{''.join(w + g for w, g in zip(self.words, gaps, strict=True))}{self.after}"


def form_of(words: str, sure: Sure = Sure.ANYHOW) -> Form | None:
    """Words as they are, with the brackets and stops about them; None where they hold neither letter nor digit."""
    text = plain(seen(words.strip()))
    runs = runs_of(text)
    if not runs:
        return None
    gaps = tuple(between(text[one.end : other.start]) for one, other in pairwise(runs))
    return Form(tuple(r.word for r in runs), gaps, sure, between(text[: runs[0].start]), between(text[runs[-1].end :]))


def forms_of_name(name: str, within: frozenset[str] | None = None) -> Iterator[Form]:
    """A whole name: as it is, surname first, in one word, first and last name, initial and surname, with a lost ’s.

    Args:
        name: Of anybody.
        within: Where they are known, all words of the texts; without a later name among them, what needs one is left
            out.
    """
    parts = _parts_of(name)
    if not parts or (len(parts) == 1 and len(parts[0]) < _SHORTEST_ANYHOW):
        return
    telling = [part for part in parts if part.lower() not in PARTICLES] or parts
    first, last = telling[0], telling[-1]
    yield from _in_one(name)
    if within is not None and len(telling) > 1 and not any(_may_stand(part, within) for part in telling[1:]):
        for part in telling[1:]:
            if part[0].lower() in within:
                yield from _first_and_initial(first, part)
        return
    sure = _sure_of(parts)
    yield from _as_written(" ".join(parts), sure)
    if len(telling) < 2:
        return
    pairs = {(first, part) for part in telling[1:]} | {(part, last) for part in telling[:-1]}
    for one, other in sorted(pairs):
        both = Sure.TYPED if (one, other) != (first, last) else sure
        yield from _as_written(f"{one} {other}", both)
        yield from _as_written(f"{one}.{other}", sure)
        for turned in (f"{other}, {one}", f"{other} {one}"):
            yield from _as_written(turned, Sure.TYPED)
    yield from _without_hyphens(name, sure)
    for part in telling[1:]:
        yield from _first_and_initial(first, part)
        yield from _as_written(f"{first[0]}. {part}", Sure.TYPED)
        # “A Young person” is no initial.
        if first[0] not in _WORDS_OF_ONE or part.lower() not in ORDINARY:
            yield from _as_written(f"{first[0]} {part}", Sure.TYPED)


def _in_one(name: str) -> Iterator[Form]:
    """Without a gap, as in a user name; of ordinary words only where the second has its capital too."""
    parts = _parts_of(name)
    sure = _sure_of(parts)
    for one, other in _side_by_side(parts):
        for form in _as_written(one + other, sure):
            yield replace(form, joined=len(one.replace("'", "")))


def _without_hyphens(name: str, sure: Sure) -> Iterator[Form]:
    """“Mary-Jane O’Neil” as ``maryjane.oneil``."""
    words = plain(seen(name)).split()
    ends = [word.replace("-", "") for word in (words[0], words[-1])]
    if ends != [words[0], words[-1]] and len(words) > 1:
        for gap in (" ", "."):
            yield from _as_written(gap.join(ends), sure)


def _side_by_side(parts: Iterable[str]) -> dict[tuple[str, str], None]:
    """The two halves of a name that is written in one, in small letters."""
    begin, *rest = [part.lower() for part in parts] or [""]
    first, *later = [part for part in (begin, *rest) if part not in PARTICLES] or [""]
    pairs = [(begin, "".join(rest)), *((first, part) for part in later), *((part, first) for part in later)]
    return dict.fromkeys(pair for pair in pairs if min(map(len, pair)) >= _SHORTEST_JOINED)


def _parts_of(name: str) -> list[str]:
    """The words of a name."""
    return [word for word in plain(seen(name)).replace("-", " ").split() if runs_of(word)]


def _sure_of(parts: Iterable[str]) -> Sure:
    return Sure.TYPED if all(part.lower() in ORDINARY for part in parts) else Sure.ANYHOW


def _first_and_initial(first: str, part: str) -> Iterator[Form]:
    yield from _as_written(f"{first} {part[0]}.", Sure.TYPED)
    if part[0] not in _WORDS_OF_ONE:
        yield from _as_written(f"{first} {part[0]}", Sure.TYPED)


def _may_stand(part: str, within: frozenset[str]) -> bool:
    """Whether a name is among the words, as ``_as_written`` writes it."""
    last, whole = part.lower().rpartition("'")[2], part.lower().replace("'", "")
    return not within.isdisjoint((last, f"{last}s", whole, f"{whole}s"))


def forms_of_parts(name: str, within: frozenset[str] | None = None) -> Iterator[Form]:
    """Words of a name that may tell alone; of a double surname the whole of it too."""
    parts = plain(seen(name)).replace("-", " ").split()
    for begin in range(1, len(parts) - 1):
        yield from _as_written(" ".join(parts[begin:]), Sure.TYPED)
    for part in parts:
        if part.lower() in PARTICLES or len(part) < _SHORTEST_AT_ALL:
            continue
        if within is not None and not _may_stand(part, within):
            continue
        if len(part) >= _SHORTEST_WORD or part.lower() not in ORDINARY:
            yield from _as_written(part, Sure.ALONE)


def forms_of_alias(alias: str) -> Iterator[Form]:
    """Another name: in any letters, unless it is an ordinary word or too short to be told from one."""
    form = form_of(alias)
    if form is None:
        return
    if len(form.words) > 1 or (len(form.words[0]) >= _SHORTEST_WORD and form.words[0] not in ORDINARY):
        yield from _as_written(alias, Sure.ANYHOW)
    elif form.words[0] not in PARTICLES:
        yield from _as_written(alias, Sure.ALONE)


def forms_of_initials(initials: str, *, together: bool) -> Iterator[Form]:
    """``K.A.``, ``K. A.``, ``K.A``; and where wanted ``KA``."""
    form = form_of(initials)
    if form is None:
        return
    yield Form(form.words, form.gaps, Sure.TYPED, form.before, form.after)
    letters = "".join(form.words)
    if len(form.words) < 2 or any(len(word) > 1 for word in form.words):
        return
    yield Form(form.words, form.gaps, Sure.TYPED)
    if together and letters not in ABBREVIATIONS:
        yield Form((letters,), (), Sure.TYPED, capitals=True)


def forms_of_number(local_id: str, initials: str) -> Iterator[Form]:
    """The number in brackets, after the initials, and by itself where it is long."""
    shown = [f"{initials} ({local_id})", f"({local_id})"]
    if is_long_number(local_id):
        shown.append(local_id)
    yield from (form for words in shown if local_id.strip() and (form := form_of(words)) is not None)


def forms_at_the_gate(child: ChildNamed, within: frozenset[str] | None = None) -> Iterator[Form]:
    """What must stand nowhere in an export: the whole name, first and last name, and a long number."""
    for form in forms_of_name(child.name, within):
        if all(len(word) > 1 or gap == "'" for word, gap in zip(form.words, (*form.gaps, ""), strict=True)):
            yield form
    number = form_of(child.local_id) if is_long_number(child.local_id) else None
    if number is not None:
        yield number


def telling_words(child: ChildNamed) -> frozenset[str]:
    """Words of which at least one stands where a child is named."""
    names = plain(seen(f"{child.name} {child.alias}")).lower()
    found = {run.word for run in runs_of(names)}
    if "'" in names:
        found |= {run.word for run in runs_of(names.replace("'", ""))}
    return frozenset(word for word in found if len(word) >= _SHORTEST_AT_ALL)


def words_in_one(name: str) -> Iterator[str]:
    """The words as which a name may be written without a gap."""
    return ((one + other).replace("'", "") for one, other in _side_by_side(_parts_of(name)))


def _as_written(words: str, sure: Sure) -> tuple[Form, ...]:
    """Also without its apostrophe or with a space for it; of several words also with an ``s`` and no apostrophe."""
    form = form_of(words, sure)
    if form is None:
        return ()
    found = [form]
    if "'" in form.gaps:
        others = (form_of(plain(seen(words)).replace("'", instead), sure) for instead in ("", " "))
        found += [other for other in others if other is not None]
    if len(form.words) > 1 and not form.after and not form.words[-1].endswith("s") and len(form.words[-1]) > 1:
        found.append(Form((*form.words[:-1], f"{form.words[-1]}s"), form.gaps, form.sure))
    return tuple(found)
