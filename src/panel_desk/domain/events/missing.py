"""Events of missing episodes, return interviews and the enhanced pathway.

Streams: ``missing/<id>``, ``pathway/<id>``.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.children.cases import EpisodeRow
from panel_desk.domain.ids import EpisodeId, InterviewId, PathwayId
from panel_desk.domain.missing.interviews import ListedEpisode, ReturnInterview
from panel_desk.domain.missing.pathway import PathwayContact, PathwayEntry


class EpisodeRecorded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="episode-recorded"):
    """An episode was entered by hand, or one entered before was put right."""

    episode_id: EpisodeId
    row: EpisodeRow


class EpisodeReturned(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="episode-returned"):
    """A child came back, before a list says so. Where a list gives an end of its own, the list counts."""

    local_id: str
    episode_id: EpisodeId
    ended_at: datetime
    """England’s wall clock, without a zone."""
    end_time_known: bool = True


class EpisodeSetAside(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="episode-set-aside"):
    """An episode no longer counts: told twice, or cannot have been. It stays to be seen, with the reason."""

    local_id: str
    episode_id: EpisodeId
    reason: str


class InterviewRecorded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="interview-recorded"):
    """A return interview as it stands now: the whole of it, in place of what was recorded before."""

    interview: ReturnInterview
    """Under a number that one of its episodes was told under."""
    listed: tuple[ListedEpisode, ...] = ()
    """Its episodes; empty: all of them were told under the interview’s own number."""

    @property
    def about(self) -> tuple[ListedEpisode, ...]:
        """Its episodes, each under the number it was told under."""
        own = (ListedEpisode(listed_as=self.interview.local_id, key=key) for key in self.interview.episodes)
        return self.listed or tuple(own)


class InterviewWithdrawn(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="interview-withdrawn"):
    """An interview had been recorded by mistake."""

    interview_id: InterviewId
    reason: str


class EpisodesMatched(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="episodes-matched"):
    """A person said whose the episodes under an unknown number are."""

    source_id: str
    """The number the list gives."""
    local_id: str
    """The child’s own on this desk; empty: nobody the desk knows."""
    reason: str


class PathwayEntered(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="pathway-entered"):
    """A child was put on the enhanced pathway; or owner or reason of a stay were put right."""

    entry: PathwayEntry


class PathwayContactMade(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="pathway-contact"):
    """Somebody tried to reach the child."""

    pathway_id: PathwayId
    contact: PathwayContact


class PathwayLeft(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="pathway-left"):
    """A child’s stay on the enhanced pathway ended."""

    pathway_id: PathwayId
    left_on: date
    reason: str
