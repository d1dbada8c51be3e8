"""Finds moves: ways to change hidden figures by one each so that every published sum still holds.

A move is a proof. The true tables, and the tables after the move, agree in everything that is published, so whoever
reads the copy cannot tell which are true, and no figure that moves can be worked out: not by adding and subtracting
(linear algebra), and not from counts being whole, not negative, and hidden where they are 1 to 5. In a table of rows,
columns and totals the moves are the cycles of hidden cells; with subtotals and shared totals they are found all the
same, by mending one sum after the other until all hold, the cheapest way first (Dijkstra over what is still unmended).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from heapq import heappop, heappush
from itertools import chain, count, islice
from typing import NamedTuple

from panel_desk.domain.figures.suppression_figures import Sums

LARGEST_HIDDEN = 5
"""Counts of 1 to 5 are not published (the desk's rule, DOMAIN §8)."""
Move = Mapping[int, int]
"""Figures and by how much each changes: +1 or −1, or more where a part counts several times in its whole."""
Printed = Mapping[int, frozenset[int]]
"""Of figures, the numbers that earlier copies gave."""

_Unmended = tuple[tuple[int, int], ...]
"""Sums that do not hold as yet, and by how much they are too large; the last is mended first."""
_Path = tuple[int, int, "_Path | None"]
"""A figure, its change, and what moved before."""
_FEW = 4
_TIRED = 800
"""States after which a search gives up, and some more for each sum: more is hidden then, never less."""
_ENOUGH_ROOM = 2 * LARGEST_HIDDEN
"""From here up a count may fall by four and still not be taken for 1 to 5: a small one keeps its whole range."""
_DEAREST = 99_999
_A_COUNT = 100_000
"""What hiding one count costs, its size apart; and for each unmended sum, how far off a move is taken to be."""
_ONE_SQUARE = 4 * _A_COUNT
"""A move that hides up to three further counts, which with the figure make a square of two rows and two columns."""
_ENDS_OF_A_WAY = 2
"""In a table of rows and columns a move is a way from one sum to another: no more than these are ever unmended."""


class Reader(Enum):
    """Who must not be able to work a figure out."""

    KNOWING = "knowing"
    """Knows of each hidden figure whether it is 1 to 5 or is hidden for another's sake: more than the copy tells."""
    PLAIN = "plain"
    """Sees ``c`` in either case, and knows that a hidden figure is not 0."""


class Moves:
    """Looks for moves that convince one reader, among hidden figures and, where there is none, among what to hide."""

    def __init__(
        self, sums: Sums, reader: Reader, steps: tuple[int, ...] = (1, -1), *, printed: Printed | None = None
    ) -> None:
        """``printed``: of figures that stood in an earlier copy, with which numbers they stood there."""
        self.hidden: set[int] = set()
        self._sums = sums
        self._reader = reader
        self._printed = printed or {}
        self._steps = [tuple(step for step in steps if self._may(n, step)) for n in range(len(sums.values))]
        most = max((abs(sign) for equation in sums.equations for _, sign in equation), default=1)
        self._strides = tuple(step * size for size in range(2, most + 1) for step in steps)
        """Where a part counts several times in its whole, changes by as many: a child missing twice is two episodes."""
        self._costs = [_cost(value, standing) for value, standing in zip(sums.values, sums.standing, strict=True)]
        self._hidden_in: list[dict[int, dict[int, int]]] = [{1: {}, -1: {}} for _ in sums.equations]
        """Of each sum that is too large (1) or too small (−1): which hidden figures mend it, by what change."""
        self._cheapest_in = [self._by_cost(equation) for equation in sums.equations]
        self._between = _between(sums)
        self._tired = _TIRED + len(sums.equations)

    def hide(self, figure: int) -> None:
        """From now on this figure may move at no cost."""
        self.hidden.add(figure)
        for equation, sign in self._sums.of[figure]:
            for step in self._steps[figure]:
                self._hidden_in[equation][_way(-step * sign)][figure] = step

    def show(self, figure: int) -> None:
        """From now on this figure stays as it is."""
        self.hidden.discard(figure)
        for equation, sign in self._sums.of[figure]:
            for step in self._steps[figure]:
                del self._hidden_in[equation][_way(-step * sign)][figure]

    def cost(self, figure: int) -> int:
        """What hiding it costs the reader: totals more than counts, large counts more than small ones."""
        return self._costs[figure]

    def find(self, figure: int, *, further: bool = False, without: int = -1) -> Move | None:
        """The cheapest move that changes a hidden figure, or None.

        First among a few candidates of each sum, which finds nearly every move; then, unless that is cheap, among all.

        Args:
            figure: Which must move.
            further: Whether figures that are not hidden yet may move too.
            without: A figure that must not move; −1 for none.
        """
        best: tuple[int, Move] | None = None
        for width in (_FEW, None):
            for step in self._begins(figure):
                found = self._cheapest(figure, step, _Terms(further, without, width))
                if found is not None and (best is None or found[0] < best[0]):
                    best = found
                if best is not None and not best[0]:
                    return best[1]
            if best is not None and best[0] < _ONE_SQUARE:
                break
        return best[1] if best is not None else None

    def _cheapest(self, figure: int, step: int, terms: _Terms) -> tuple[int, Move] | None:
        order = count()
        begun = self._begun(figure, step)
        heap: list[tuple[int, int, _Unmended, _Path]] = [
            (len(begun) * _A_COUNT, next(order), begun, (figure, step, None))
        ]
        seen: set[_Unmended] = set()
        while heap and len(seen) < self._tired:
            cost, _, unmended, path = heappop(heap)
            cost -= len(unmended) * _A_COUNT
            if not unmended:
                return cost, _moved(path)
            if unmended in seen:
                continue
            seen.add(unmended)
            if len(unmended) > _ENDS_OF_A_WAY:
                unmended = self._hardest_last(unmended, terms)
            for other, change in self._candidates(unmended, terms):
                left = self._after(unmended, other, change)
                if left not in seen and not _is_in(path, other):
                    dearer = cost if other in self.hidden else cost + self._costs[other]
                    if not left and dearer == cost:
                        return cost, _moved((other, change, path))
                    heappush(heap, (dearer + len(left) * _A_COUNT, next(order), left, (other, change, path)))
        return None

    def _candidates(self, unmended: _Unmended, terms: _Terms) -> Iterator[tuple[int, int]]:
        """What may mend the last sum, and by what change: the cheapest, what is hidden, what mends another with it."""
        equation, off = unmended[-1]
        way = 1 if off > 0 else -1
        hidden = self._hidden_in[equation][way]
        both = self._between.get((equation, unmended[0][0]), ()) if len(unmended) > 1 else ()
        ways = chain(
            islice((p for p in self._cheapest_in[equation][way] if p[0] not in hidden), terms.width)
            if terms.further
            else (),
            islice(hidden.items(), terms.width),
            (
                (figure, change)
                for figure, sign in both
                if (change := -way if sign > 0 else way) in self._steps[figure] and (terms.further or figure in hidden)
            ),
        )
        found = (part for part in ways if part[0] != terms.without)
        return self._with_strides(found, equation, off) if self._strides and abs(off) > 1 else found

    def _with_strides(self, parts: Iterable[tuple[int, int]], equation: int, off: int) -> Iterator[tuple[int, int]]:
        """Each part, and what mends the whole of it at once."""
        for figure, change in parts:
            sign = next(sign for one, sign in self._sums.of[figure] if one == equation)
            if -off in (stride * sign for stride in self._strides) and self._may(figure, -off // sign):
                yield figure, -off // sign
            yield figure, change

    def _begins(self, figure: int) -> Iterator[int]:
        yield from self._steps[figure]
        if self._strides:
            yield from (stride for stride in self._strides if self._may(figure, stride))

    def _may(self, figure: int, change: int) -> bool:
        """Whether the reader could take a figure for so much more or less."""
        value = self._sums.values[figure]
        return _believed(value, change, self._reader) and _is_news(self._printed.get(figure, ()), value, change)

    def _hardest_last(self, unmended: _Unmended, terms: _Terms) -> _Unmended:
        """The sum with the fewest ways to be mended last, so that a way that leads nowhere ends at once."""
        source = self._cheapest_in if terms.further else self._hidden_in
        return tuple(sorted(unmended, key=lambda one: -len(source[one[0]][1 if one[1] > 0 else -1])))

    def _by_cost(self, equation: Iterable[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
        cheapest = sorted(equation, key=lambda part: self._costs[part[0]])
        return {
            way: [(figure, -way * _way(sign)) for figure, sign in cheapest if -way * _way(sign) in self._steps[figure]]
            for way in (1, -1)
        }

    def _begun(self, figure: int, step: int) -> _Unmended:
        """What one change unmends, the shortest sum last: it has the fewest ways to be mended."""
        touched = sorted(self._sums.of[figure], key=lambda part: -len(self._sums.equations[part[0]]))
        return tuple((equation, sign * step) for equation, sign in touched)

    def _after(self, unmended: _Unmended, figure: int, change: int) -> _Unmended:
        left = dict(unmended)
        for equation, sign in self._sums.of[figure]:
            off = left.pop(equation, 0) + sign * change
            if off:
                left[equation] = off
        return tuple(left.items())


def one_more(sums: Sums, figure: int, *, printed: Printed | None = None) -> Move | None:
    """The move that always exists where the tables count the same children: one more child like one of those counted.

    It raises every figure that counts this child and so may hide every total: the last resort.
    """
    return Moves(sums, Reader.PLAIN, steps=(1,), printed=printed).find(figure, further=True)


class _Terms(NamedTuple):
    """What a search may use."""

    further: bool
    without: int
    width: int | None
    """How many candidates of each sum; None for all."""


def _believed(value: int, step: int, reader: Reader) -> bool:
    """Whether a hidden figure could be one more or one less for all that the reader knows of it."""
    after = value + step
    if reader is Reader.PLAIN or not value:
        return value > 0 and after > 0
    return 1 <= after <= LARGEST_HIDDEN if value <= LARGEST_HIDDEN else after > LARGEST_HIDDEN


def _is_news(told: Collection[int], value: int, step: int) -> bool:
    """Whether a figure that earlier copies gave could be one more or less: not where it is what they said.

    One that has become up to five more or less since is hidden for that, so it must stay as close, and another.
    """
    if value in told:
        return False
    return all(abs(value - one) > LARGEST_HIDDEN or 1 <= abs(value + step - one) <= LARGEST_HIDDEN for one in told)


def _way(change: int) -> int:
    return 1 if change > 0 else -1


def _cost(value: int, standing: int) -> int:
    """Fewer figures first, then smaller ones; those with little room count as somewhat larger than they are."""
    size = value if value >= _ENOUGH_ROOM else 2 * _ENOUGH_ROOM - value
    return standing * _A_COUNT + min(size, _DEAREST)


def _between(sums: Sums) -> dict[tuple[int, int], tuple[tuple[int, int], ...]]:
    """The figures that stand in both of two sums, with their signs in the first."""
    found: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
    for figure, stands in enumerate(sums.of):
        for one, sign in stands:
            for other, _ in stands:
                if one != other:
                    found[one, other] = (*found.get((one, other), ()), (figure, sign))
    return found


def _is_in(path: _Path | None, figure: int) -> bool:
    while path is not None:
        if path[0] == figure:
            return True
        path = path[2]
    return False


def _moved(path: _Path | None) -> Move:
    moved: dict[int, int] = {}
    while path is not None:
        moved[path[0]] = path[1]
        path = path[2]
    return moved
