"""Which backups' time is over: 7 daily, 4 weekly and 12 monthly ones are kept, and always the last verified one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime

DAILY, WEEKLY, MONTHLY = 7, 4, 12


def expired(backups: Sequence[tuple[datetime, bool]]) -> tuple[datetime, ...]:
    """Those to remove, oldest first.

    Of each of the last 7 days, 4 weeks and 12 months that have backups, the newest backup is kept. A backup that is not
    verified counts for nothing, but is not removed while no later one is verified: it may be all there is.

    Args:
        backups: When each was made, and whether it was verified.
    """
    verified = sorted((made_at for made_at, is_verified in backups if is_verified), reverse=True)
    if not verified:
        return ()
    kept = {
        *_newest_of_each(verified, lambda made_at: made_at.date(), DAILY),
        *_newest_of_each(verified, lambda made_at: tuple(made_at.isocalendar())[:2], WEEKLY),
        *_newest_of_each(verified, lambda made_at: (made_at.year, made_at.month), MONTHLY),
    }
    return tuple(sorted(made_at for made_at, _ in backups if made_at not in kept and made_at < verified[0]))


def _newest_of_each(
    newest_first: Sequence[datetime], period: Callable[[datetime], Hashable], count: int
) -> tuple[datetime, ...]:
    newest: dict[Hashable, datetime] = {}
    for made_at in newest_first:
        newest.setdefault(period(made_at), made_at)
    return tuple(newest.values())[:count]
