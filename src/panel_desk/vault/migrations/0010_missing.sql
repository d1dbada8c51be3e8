-- Missing children: what was entered by hand, and what people said of episodes that lists tell. Episodes of lists stay
-- in "episode"; both are read through the view below.
CREATE TABLE recorded_episode (
    local_id TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT recorded_episode_kind_is_known CHECK (kind IN ('missing', 'absent')),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    row TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    CONSTRAINT recorded_episode_is_one_per_key PRIMARY KEY (key)
) STRICT;

CREATE INDEX recorded_episode_by_child ON recorded_episode (local_id);

-- Where the list gives an end of its own, the list counts.
CREATE TABLE recorded_return (
    local_id TEXT NOT NULL,
    key TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    end_time_known INTEGER NOT NULL CONSTRAINT recorded_return_is_a_flag CHECK (end_time_known IN (0, 1)),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    CONSTRAINT recorded_return_is_one_per_episode PRIMARY KEY (local_id, key)
) STRICT;

CREATE TABLE episode_set_aside (
    local_id TEXT NOT NULL,
    key TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_aside_at TEXT NOT NULL,
    set_aside_by TEXT NOT NULL,
    CONSTRAINT episode_is_set_aside_once PRIMARY KEY (local_id, key)
) STRICT;

CREATE TABLE interview (
    id TEXT NOT NULL PRIMARY KEY,
    local_id TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT interview_state_is_known
        CHECK (state IN ('offered', 'accepted', 'completed', 'refused', 'not to be offered')),
    row TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX interview_by_child ON interview (local_id);

CREATE TABLE interview_episode (
    interview_id TEXT NOT NULL CONSTRAINT interview_episode_is_of_an_interview REFERENCES interview (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    CONSTRAINT interview_episode_is_told_once PRIMARY KEY (interview_id, key)
) STRICT;

-- Whose the episodes under a number are that no list of children knows; '' where the desk knows nobody.
CREATE TABLE episode_match (
    source_id TEXT NOT NULL PRIMARY KEY,
    local_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    matched_at TEXT NOT NULL,
    matched_by TEXT NOT NULL
) STRICT;

CREATE TABLE pathway (
    id TEXT NOT NULL PRIMARY KEY,
    local_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    added_on TEXT NOT NULL,
    row TEXT NOT NULL,
    left_on TEXT,
    left_because TEXT NOT NULL DEFAULT '',
    recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX pathway_by_child ON pathway (local_id);

CREATE TABLE pathway_contact (
    seq INTEGER NOT NULL PRIMARY KEY,
    pathway_id TEXT NOT NULL CONSTRAINT pathway_contact_is_of_a_stay REFERENCES pathway (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    reached INTEGER NOT NULL CONSTRAINT pathway_contact_reached_is_a_flag CHECK (reached IN (0, 1)),
    row TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX pathway_contact_by_stay ON pathway_contact (pathway_id);
