-- Lists, tables and letters that left the desk and belong to no single meeting: every export is entered with its
-- recipient. What belongs to a meeting stands in "edition".
CREATE TABLE export (
    seq INTEGER NOT NULL PRIMARY KEY,
    what TEXT NOT NULL,
    title TEXT NOT NULL,
    recipient TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL
) STRICT;

CREATE INDEX export_by_sha256 ON export (sha256);

-- An owner may have been chased for news: one more kind of step.
ALTER TABLE action_history RENAME TO action_history_before;

CREATE TABLE action_history (
    seq INTEGER NOT NULL PRIMARY KEY,
    action_id TEXT NOT NULL CONSTRAINT action_history_is_of_an_action REFERENCES action (id) ON DELETE CASCADE,
    change TEXT NOT NULL
        CONSTRAINT action_history_change_is_known CHECK (change IN ('recorded', 'status', 'due', 'chased')),
    status TEXT NOT NULL,
    due_on TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    meeting_id TEXT,
    successor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT;

INSERT INTO action_history SELECT * FROM action_history_before;
DROP TABLE action_history_before;

CREATE INDEX action_history_by_action ON action_history (action_id);
