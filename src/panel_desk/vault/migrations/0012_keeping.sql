-- Settings of the cross-reference, figures published before the desk, what public copies hid, and retention.
CREATE TABLE thresholds (
    one INTEGER NOT NULL PRIMARY KEY CONSTRAINT thresholds_are_one_row CHECK (one = 1),
    row TEXT NOT NULL
) STRICT;

CREATE TABLE published_year (
    year TEXT NOT NULL PRIMARY KEY,
    row TEXT NOT NULL
) STRICT;

CREATE TABLE public_copy (
    seq INTEGER NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    hidden TEXT NOT NULL,
    printed TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL
) STRICT;

CREATE TABLE retention_years (
    record_class TEXT NOT NULL PRIMARY KEY,
    years INTEGER NOT NULL
) STRICT;

CREATE TABLE legal_hold (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    row TEXT NOT NULL,
    lifted_at TEXT,
    lifted_because TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE purge (
    seq INTEGER NOT NULL PRIMARY KEY,
    record_class TEXT NOT NULL,
    what TEXT NOT NULL,
    events INTEGER NOT NULL,
    kept_until TEXT NOT NULL,
    last_on TEXT,
    reason TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    meeting_id TEXT,
    meeting TEXT,
    purged_at TEXT NOT NULL,
    purged_by TEXT NOT NULL
) STRICT;

CREATE INDEX purge_by_meeting ON purge (meeting_id) WHERE meeting_id IS NOT NULL;

-- Whom each list of children at risk names, and with which types: ten years of monthly lists are counted by it.
CREATE TABLE list_member (
    import_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    types TEXT NOT NULL,
    CONSTRAINT list_member_is_named_once PRIMARY KEY (import_id, local_id)
) STRICT, WITHOUT ROWID;
