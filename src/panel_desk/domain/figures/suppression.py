"""The public copy of tables of counts: 1 to 5 become ``c``, and so does what would give them away.

The rule. A figure of 1 to 5 is hidden, be it a count, a subtotal or a total. A zero is published as 0, as the
Department for Education's releases do: nobody stands behind it. It may tell something all the same – where every other
count of a row is 0, all of the row's children are known to be in the one that is left – and this rule does not hide
that; whoever publishes such a row should think of joining rows. Since zeros stay, a hidden figure is known not to be 0.

Further figures are hidden until each hidden one can take at least two values for a reader who knows everything that is
published, the rule, and even which of the hidden figures are 1 to 5 (``Reader.KNOWING``). Each is proved by a move
(``suppression_moves``). Where a small total is full of ones, as 5 is of five, nothing could protect them from that
reader: they are protected from whoever sees the copy, where every hidden figure is a ``c``, and are named in
``could_be_guessed``.

What it needs: every table that is published together is passed together; a figure that is published elsewhere, or was
published in another year's copy, is a figure the reader has. It does not guard against somebody who runs this same
rule over every possible table to see which would be printed so, nor against comparing lines that overlap (a child of
two types stands in both; they are not added up) with the number of children.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.figures.suppression_figures import Bond, Figure, Subtotal, Sums, Table
from panel_desk.domain.figures.suppression_moves import LARGEST_HIDDEN, Move, Moves, Reader, one_more

__all__ = [
    "MARK",
    "Bond",
    "Derived",
    "EarlierCopies",
    "Figure",
    "PublicCopy",
    "PublicTable",
    "Subtotal",
    "Suppressed",
    "Table",
    "first_few",
    "gives_away",
    "public_copy",
]

MARK = "c"
"""What stands in the place of a hidden figure, as in the Department for Education's releases."""
_NAMED = 3
_CHANGED = (
    f"An earlier public copy gave it, and it is up to {LARGEST_HIDDEN} more or fewer by now: the difference would "
    "be a small count."
)


class Suppressed(Struct, frozen=True, kw_only=True):
    """A figure that the public copy does not give."""

    primary: bool
    """Whether the figure itself is 1 to 5. For the desk's eyes: the copy prints ``c`` in either case."""
    why: str
    """A sentence; it never gives the number."""

    def __str__(self) -> str:
        return MARK


Cell = int | Suppressed


class PublicTable(Struct, frozen=True, kw_only=True):
    """A table as it may be published, sums included."""

    name: str
    rows: tuple[str, ...]
    """Counts, then subtotals, then the total."""
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def cell(self, row: str, column: str) -> Cell:
        """What stands in a row and a column, both named as published."""
        return self.cells[self.rows.index(row)][self.columns.index(column)]


class PublicCopy(Struct, frozen=True, kw_only=True):
    """Tables as they may be published together."""

    tables: tuple[PublicTable, ...]
    """In the order in which they were given."""
    hidden: Mapping[Figure, Suppressed]
    could_be_guessed: tuple[Figure, ...] = ()
    """Hidden figures that a reader could work out who knew which of the hidden ones are 1 to 5."""
    exposed: tuple[Figure, ...] = ()
    """Hidden figures that whoever has the earlier copies too can work out, whatever else is hidden."""

    @property
    def caution(self) -> str:
        """A sentence for who publishes; empty where there is nothing to consider."""
        if not self.could_be_guessed:
            return ""
        return (
            f"Hidden, but whoever guesses which hidden figures are 1 to {LARGEST_HIDDEN} could work out "
            f"{first_few([figure.words for figure in self.could_be_guessed])}. Consider joining rows or columns."
        )

    @property
    def exposure(self) -> str:
        """A sentence where earlier copies leave nothing to protect a figure with; empty where they do."""
        if not self.exposed:
            return ""
        return (
            "Hidden, but earlier public copies gave so much that whoever lays them beside this one could work out "
            f"{first_few([figure.words for figure in self.exposed])}."
        )


class EarlierCopies(Struct, frozen=True, kw_only=True):
    """What whoever reads a copy may have read before."""

    hidden: frozenset[Figure] = frozenset()
    printed: Mapping[Figure, frozenset[int]] = {}
    """Every number that was ever given of a figure."""
    tables: tuple[Table, ...] = ()
    """The counts behind those copies, as they are now: for what they have in common with these."""
    bonds: tuple[Bond, ...] = ()
    """What else is known of those counts."""


class Derived(Struct, frozen=True, kw_only=True):
    """A percentage, a change on the year, a mean: a figure that is worked out from others."""

    name: str
    of: tuple[Figure, ...]
    """Everything it is worked out from: the part and the whole; this year and last; for a mean, how many it is of."""


def public_copy(
    tables: Iterable[Table], *, bonds: Sequence[Bond] = (), earlier: EarlierCopies | None = None
) -> PublicCopy:
    """What of some tables may be published, together.

    What an earlier copy hid stays hidden, so that two copies give no more than one. What one gave is given again and
    protects nothing; if it has become up to five more or less since, it is hidden, for the difference is a small count.

    Args:
        tables: All that will be published together, in full.
        bonds: What else is known to hold among their figures.
        earlier: What was published before.

    Returns:
        The copy. The same tables give the same copy, and what is published is never changed.

    Raises:
        DeskError: No copy could be proved safe.
        ValueError: Two tables give different numbers for one figure.
    """
    given = tuple(tables)
    before = earlier or EarlierCopies()
    sums = Sums((*given, *before.tables), (*bonds, *before.bonds))
    own = {sums.numbers[figure] for table in given for line in table.figures() for figure in line}
    hiding = _Hiding(sums, own, before)
    hiding.protect()
    hiding.show_what_need_not_hide()
    if hiding.exposed and earlier is None:
        raise DeskError(
            f"No public copy of these tables could be proved safe: ‘{sums.figures[min(hiding.exposed)].words}’.",
            reason=Reason.NOT_ALLOWED,
            remedy="Join rows or columns, or publish fewer tables together.",
        )
    hidden = {sums.figures[n]: hiding.suppressed(n) for n in hiding.hidden}
    return PublicCopy(
        tables=tuple(_public(table, hidden) for table in given),
        hidden=hidden,
        could_be_guessed=tuple(sums.figures[n] for n in hiding.guessable),
        exposed=tuple(sums.figures[n] for n in sorted(hiding.exposed)),
    )


def gives_away(derived: Iterable[Derived], hidden: Collection[Figure]) -> dict[str, str]:
    """Which derived figures must be hidden with what is hidden, by name, each with its sentence.

    A figure is hidden if anything it is worked out from is hidden: one number and the percentage give the other. One
    that is worked out from published figures only tells nothing that they do not.
    """
    found = {}
    for one in derived:
        kept = [figure.words for figure in one.of if figure in hidden]
        if kept:
            found[one.name] = f"Hidden with what it is worked out from ({'; '.join(kept)})."
    return found


class _Proof(NamedTuple):
    """A move, and the reader it convinces: every reader, or only the plain one."""

    move: Move
    plain: bool


class _Hiding:
    """Hides until every hidden figure has a move, then shows again what no move needs."""

    def __init__(self, sums: Sums, own: set[int], earlier: EarlierCopies) -> None:
        self._sums = sums
        self._own = own
        told = {sums.numbers[figure]: said for figure, said in earlier.printed.items() if figure in sums.numbers}
        # Of what stands in this copy no more, the last that was said of it stands.
        self._public = {n for n, said in told.items() if n not in own or sums.values[n] in said}
        self._printed = {n: frozenset({sums.values[n]}) if n in self._public else said for n, said in told.items()}
        before = {sums.numbers[figure] for figure in earlier.hidden if figure in sums.numbers}
        self._before = {n for n in before if sums.values[n]} - self._public
        self._small = {n for n in own | self._before if 1 <= sums.values[n] <= LARGEST_HIDDEN} - self._public
        self._changed = {
            n
            for n, said in self._printed.items()
            if n not in self._public and n not in self._small and sums.values[n] and _is_close(sums.values[n], said)
        }
        self._before -= self._small | self._changed
        self._unseen = set(range(len(sums.figures))) - own - before - self._public
        """Stands in no copy, so it may be anything that the sums allow."""
        self._knowing = Moves(sums, Reader.KNOWING, printed=self._printed)
        self._plain = Moves(sums, Reader.PLAIN, printed=self._printed)
        self.exposed: set[int] = set()
        self._for: dict[int, int] = {}
        """Of what is hidden for another's sake, for whose."""
        self._proofs: dict[int, _Proof] = {}

    @property
    def hidden(self) -> list[int]:
        """What is hidden, in the order of the tables."""
        return sorted(self._knowing.hidden & self._own)

    @property
    def guessable(self) -> list[int]:
        """What is small and is safe from the plain reader only."""
        return sorted(n for n in self._small - self.exposed if self._proofs[n].plain)

    def protect(self) -> None:
        """Hide what is small, then further figures until each that is hidden has a move."""
        needed = self._small | self._changed
        wanted = sorted(needed | self._before, key=lambda n: (-self._sums.values[n], n))
        for number in (*wanted, *self._unseen):
            self._hide(number)
        for number in wanted:
            self._prove(number, further=False)
        for number in wanted:
            self._prove(number, further=number in needed)
            if number not in self._proofs:
                self._prove_plainly(number)
        for number in self.guessable:
            self._prove(number, further=False)

    def show_what_need_not_hide(self) -> None:
        """Show again, the dearest first, whatever the others can do without."""
        for number in sorted(self._for, key=lambda n: (-self._knowing.cost(n), n)):
            anew = self._proofs_without(number)
            if anew is not None:
                self._show(number)
                self._proofs |= anew
                del self._proofs[number], self._for[number]

    def suppressed(self, number: int) -> Suppressed:
        """Why a figure is hidden."""
        counted = self._sums.figures[number].counted
        if number in self._small:
            return Suppressed(primary=True, why=f"Counts of 1 to {LARGEST_HIDDEN} {counted} are not published.")
        if number in self._changed:
            return Suppressed(primary=False, why=_CHANGED)
        if number in self._before:
            return Suppressed(primary=False, why="Hidden in an earlier public copy, and so in this one.")
        saved = self._sums.figures[self._for[number]].words
        return Suppressed(primary=False, why=f"Hidden so that ‘{saved}’ cannot be worked out from the rest.")

    def _prove(self, number: int, *, further: bool) -> None:
        if number not in self._proofs or self._proofs[number].plain:
            move = self._knowing.find(number, further=further)
            if move is not None:
                self._take(number, _Proof(move, plain=False))

    def _prove_plainly(self, number: int) -> None:
        """For one that nothing protects from a reader who knows which figures are small."""
        move = (
            self._plain.find(number)
            or self._plain.find(number, further=True)
            or one_more(self._sums, number, printed=self._printed)
        )
        if move is None:
            self.exposed.add(number)
        else:
            self._take(number, _Proof(move, plain=True))

    def _take(self, sake: int, proof: _Proof) -> None:
        for number in proof.move:
            if number not in self._knowing.hidden:
                self._hide(number)
                self._for[number] = sake
                self._proofs[number] = proof
            elif number == sake or not proof.plain:
                self._proofs[number] = proof

    def _proofs_without(self, number: int) -> dict[int, _Proof] | None:
        """Other moves for all whose proof needs this figure; None where one has no other."""
        anew: dict[int, _Proof] = {}
        # The one it was hidden for is the likeliest to have no other, so it is asked first.
        for other in (self._for[number], *self._proofs):
            proof = self._proofs[other]
            if other != number and number in proof.move and other not in anew:
                move = (self._plain if proof.plain else self._knowing).find(other, without=number)
                if move is None:
                    return None
                found = _Proof(move, plain=proof.plain)
                anew |= {other: found} if proof.plain else dict.fromkeys(move, found)
        return anew

    def _hide(self, number: int) -> None:
        self._knowing.hide(number)
        self._plain.hide(number)

    def _show(self, number: int) -> None:
        self._knowing.show(number)
        self._plain.show(number)


def _is_close(value: int, said: Collection[int]) -> bool:
    return any(1 <= abs(value - one) <= LARGEST_HIDDEN for one in said)


def first_few(words: Sequence[str]) -> str:
    """The first three, and how many more there are: ``a; b; c and 4 more``."""
    more = len(words) - _NAMED
    return "; ".join(words[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _public(table: Table, hidden: Mapping[Figure, Suppressed]) -> PublicTable:
    cells = zip(table.figures(), table.values(), strict=True)
    return PublicTable(
        name=table.name,
        rows=table.row_labels,
        columns=table.column_labels,
        cells=tuple(tuple(hidden.get(figure, value) for figure, value in zip(*line, strict=True)) for line in cells),
    )
