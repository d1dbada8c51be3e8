-- Missing children: what was entered by hand, and what people said of episodes that lists tell. Episodes of lists stay
-- in "episode"; both are read through the view "known_episode" below.
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

-- Under the number each was told under, as returns are: whose it is may be answered otherwise one day.
CREATE TABLE interview_episode (
    interview_id TEXT NOT NULL CONSTRAINT interview_episode_is_of_an_interview REFERENCES interview (id) ON DELETE CASCADE,
    listed_as TEXT NOT NULL,
    key TEXT NOT NULL,
    CONSTRAINT interview_episode_is_told_once PRIMARY KEY (interview_id, listed_as, key)
) STRICT;

CREATE INDEX interview_episode_by_number ON interview_episode (listed_as, key);

-- Whose the episodes under a number are that no list of children knows; '' where the desk knows nobody.
CREATE TABLE episode_match (
    source_id TEXT NOT NULL PRIMARY KEY,
    local_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    matched_at TEXT NOT NULL,
    matched_by TEXT NOT NULL
) STRICT;

-- What people said of an episode, as the view below lays it over what a list tells: JSON to be merged into its row.
-- Made from the returns, the set-aside ones and the interviews above.
CREATE TABLE episode_overlay (
    local_id TEXT NOT NULL,
    key TEXT NOT NULL,
    ended_at TEXT,
    returned TEXT NOT NULL DEFAULT '{}',
    interview TEXT NOT NULL DEFAULT '{}',
    aside INTEGER NOT NULL DEFAULT 0 CONSTRAINT episode_overlay_aside_is_a_flag CHECK (aside IN (0, 1)),
    CONSTRAINT episode_overlay_is_one_per_episode PRIMARY KEY (local_id, key)
) STRICT, WITHOUT ROWID;

-- Numbers under which lists tell episodes and that no child has, with what the lists say besides, and whose they are by
-- that: NHS number, or UPN and date of birth, of one child alone. '' where none is said, '?' where lists contradict.
-- Made from case lists alone.
CREATE TABLE episode_stranger (
    source_id TEXT NOT NULL PRIMARY KEY,
    nhs_number TEXT NOT NULL,
    upn TEXT NOT NULL,
    born_on TEXT NOT NULL,
    owner TEXT NOT NULL DEFAULT '',
    found_by TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- The answers that hold: one that names a child whom no list names any more is asked again.
CREATE VIEW episode_answer (source_id, local_id) AS
SELECT source_id, local_id FROM episode_match
WHERE local_id = '' OR local_id IN (SELECT child.local_id FROM child);

-- Numbers that no child has, and whose they are: as a person said, else as the lists' other numbers say.
CREATE VIEW number_owner (source_id, local_id) AS
SELECT source_id, coalesce(m.local_id, s.owner)
FROM (SELECT source_id FROM episode_stranger UNION SELECT source_id FROM episode_match) AS told
LEFT JOIN episode_answer AS m USING (source_id) LEFT JOIN episode_stranger AS s USING (source_id)
WHERE coalesce(m.local_id, s.owner, '') <> '' AND source_id NOT IN (SELECT child.local_id FROM child);

-- Every episode that counts, of lists and entered here, under the child whose it is: by local ID, else as a person said,
-- else by NHS number, else by UPN and date of birth; under the list's number where nobody has been found. A return is
-- filled in where the list gives none, and recorded interviews are laid over the list's columns; a date of birth where
-- the list gives no end, because such an episode closes on the 18th birthday: the child's, the list's only where the
-- desk has none. What was set aside under another number stays so when a list tells it under the child's. (A cross
-- join is taken in its order: the few strangers first.)
CREATE VIEW known_episode (local_id, listed_as, key, kind, started_at, ended_at, row, entered, matched_by) AS
SELECT e.local_id, e.local_id, e.key, e.kind, e.started_at, coalesce(e.ended_at, o.ended_at),
    CASE WHEN e.ended_at IS NULL THEN
            json_patch(
                json_patch(e.row, json_object('born_on', coalesce(
                    (SELECT born_on FROM child WHERE child.local_id = e.local_id), e.row ->> '$.born_on'))),
                json_patch(coalesce(o.returned, '{}'), coalesce(o.interview, '{}'))
            )
        WHEN o.key IS NULL THEN e.row
        ELSE json_patch(e.row, o.interview) END,
    0, 'local ID'
FROM episode AS e LEFT JOIN episode_overlay AS o ON o.local_id = e.local_id AND o.key = e.key
WHERE coalesce(o.aside, 0) = 0 AND NOT EXISTS (SELECT 1 FROM episode_stranger AS s WHERE s.source_id = e.local_id)
    AND (e.local_id, e.key, e.started_at) NOT IN (
        SELECT coalesce(m.local_id, s.owner), aside.key, told.started_at FROM episode_stranger AS s
        LEFT JOIN episode_answer AS m USING (source_id)
        CROSS JOIN episode_overlay AS aside ON aside.local_id = s.source_id AND aside.aside
        CROSS JOIN episode AS told ON told.local_id = aside.local_id AND told.key = aside.key
    )
UNION ALL
SELECT s.child, s.source_id, e.key, e.kind, e.started_at, coalesce(e.ended_at, o.ended_at),
    json_patch(
        iif(e.ended_at IS NULL, json_patch(e.row, coalesce(o.returned, '{}')), e.row),
        json_patch(coalesce(o.interview, '{}'), json_object('local_id', s.child, 'born_on', coalesce(
            (SELECT born_on FROM child AS own WHERE own.local_id = s.child), e.row ->> '$.born_on')))
    ),
    0, s.matched
FROM (
    SELECT source_id, coalesce(nullif(coalesce(m.local_id, owner), ''), source_id) AS child,
        CASE WHEN m.local_id <> '' THEN 'answer' WHEN m.source_id IS NOT NULL THEN '' ELSE found_by END AS matched
    FROM episode_stranger LEFT JOIN episode_answer AS m USING (source_id)
) AS s
CROSS JOIN episode AS e ON e.local_id = s.source_id
LEFT JOIN episode_overlay AS o ON o.local_id = s.source_id AND o.key = e.key
WHERE coalesce(o.aside, 0) = 0
UNION ALL
SELECT r.child, r.local_id, r.key, r.kind, r.started_at, coalesce(r.ended_at, o.ended_at),
    json_patch(
        iif(r.ended_at IS NULL, json_patch(r.row, coalesce(o.returned, '{}')), r.row),
        json_patch(coalesce(o.interview, '{}'), json_object('local_id', r.child, 'born_on', coalesce(
            (SELECT born_on FROM child AS own WHERE own.local_id = r.child), r.row ->> '$.born_on')))
    ),
    1, r.matched
FROM (
    SELECT recorded_episode.*,
        iif(child.id IS NULL, coalesce(nullif(coalesce(m.local_id, s.owner), ''), recorded_episode.local_id),
            recorded_episode.local_id) AS child,
        CASE WHEN child.id IS NOT NULL THEN 'local ID' WHEN m.local_id <> '' THEN 'answer'
            WHEN m.source_id IS NOT NULL THEN '' ELSE coalesce(s.found_by, '') END AS matched
    FROM recorded_episode LEFT JOIN child ON child.local_id = recorded_episode.local_id
    LEFT JOIN episode_answer AS m ON m.source_id = recorded_episode.local_id
    LEFT JOIN episode_stranger AS s ON s.source_id = recorded_episode.local_id
) AS r
LEFT JOIN episode_overlay AS o ON o.local_id = r.local_id AND o.key = r.key
WHERE coalesce(o.aside, 0) = 0;

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
