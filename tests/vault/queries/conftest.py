"""A desk in memory whose tables follow its journal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.vault.long_story import tell_everything
from tests.vault.scenario import NOW, Story

from panel_desk.vault.database import memory_vault


@pytest.fixture
def story() -> Iterator[Story]:
    with memory_vault(NOW) as vault:
        yield Story(vault)


@pytest.fixture
def told(story: Story) -> Story:
    """After the long story."""
    tell_everything(story)
    return story
