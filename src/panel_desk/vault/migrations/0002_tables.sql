-- Tables made from the journal by vault/projections; nothing else writes them. Days, times and instants are ISO 8601;
-- columns named after a value that is only ever read whole (definition, row, because …) hold it as JSON.
-- "number" is made from a journal seq: it numbers a thing for the search index, the same at every rebuild.

-- Deeds taken back. Taking back an undo brings its events back, so "undone" follows from "undo" as a whole.
CREATE TABLE undo (
    seq INTEGER NOT NULL PRIMARY KEY,
    event_id TEXT NOT NULL CONSTRAINT undo_event_is_unique UNIQUE,
    event_ids TEXT NOT NULL
) STRICT;

CREATE TABLE undone (
    event_id TEXT NOT NULL PRIMARY KEY
) STRICT;

-- Agencies: the desk, its panels and its people.

CREATE TABLE desk (
    one INTEGER NOT NULL PRIMARY KEY CONSTRAINT desk_is_one_row CHECK (one = 1),
    council TEXT NOT NULL,
    fictional INTEGER NOT NULL CONSTRAINT desk_fictional_is_a_flag CHECK (fictional IN (0, 1)),
    founded_at TEXT NOT NULL
) STRICT;

CREATE TABLE panel (
    key TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    full_name TEXT NOT NULL,
    definition TEXT NOT NULL,
    defined_at TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    agency TEXT NOT NULL,
    title TEXT NOT NULL,
    email TEXT NOT NULL
) STRICT;

CREATE TABLE seat (
    panel TEXT NOT NULL,
    agency TEXT NOT NULL,
    role TEXT NOT NULL,
    person_id TEXT NOT NULL CONSTRAINT seat_is_filled_by_a_person REFERENCES person (id),
    since TEXT NOT NULL,
    CONSTRAINT seat_is_one_per_agency_and_role PRIMARY KEY (panel, agency, role)
) STRICT;

CREATE TABLE certificate (
    fingerprint TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    person_id TEXT NOT NULL CONSTRAINT certificate_belongs_to_a_person REFERENCES person (id),
    roles TEXT NOT NULL,
    panels TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    certificate BLOB NOT NULL,
    revoked_at TEXT,
    revoked_reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- Case lists: what source systems say. No column here is ever set by a panel.

CREATE TABLE list_import (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL CONSTRAINT list_import_seq_is_unique UNIQUE,
    kind TEXT NOT NULL CONSTRAINT list_import_kind_is_known
        CHECK (kind IN ('profile', 'referrals', 'missing', 'concerns')),
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    sheet TEXT NOT NULL,
    source_signature TEXT NOT NULL,
    columns TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    new_children INTEGER NOT NULL,
    new_concerns INTEGER NOT NULL,
    no_longer_listed INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    undone INTEGER NOT NULL CONSTRAINT list_import_undone_is_a_flag CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX list_import_by_signature ON list_import (source_signature, seq);

-- Each column says what the latest list that says anything about it says; profile_row is the last profile line whole.
CREATE TABLE child (
    id TEXT NOT NULL PRIMARY KEY CONSTRAINT child_is_identified CHECK (length(id) > 0),
    local_id TEXT NOT NULL CONSTRAINT child_local_id_is_unique UNIQUE
        CONSTRAINT child_has_a_local_id CHECK (length(local_id) > 0),
    number INTEGER NOT NULL CONSTRAINT child_number_is_unique UNIQUE,
    initials TEXT NOT NULL,
    surname TEXT NOT NULL,
    forenames TEXT NOT NULL,
    alias TEXT NOT NULL,
    born_on TEXT,
    sex TEXT NOT NULL,
    ethnicity TEXT NOT NULL,
    legal_status TEXT NOT NULL,
    worker TEXT NOT NULL,
    team TEXT NOT NULL,
    school TEXT NOT NULL,
    nhs_number TEXT NOT NULL,
    upn TEXT NOT NULL,
    address TEXT NOT NULL,
    types TEXT NOT NULL,
    listed INTEGER NOT NULL CONSTRAINT child_listed_is_a_flag CHECK (listed IN (0, 1)),
    listed_risk TEXT NOT NULL,
    listed_reason TEXT NOT NULL,
    profile_row TEXT,
    profile_import TEXT,
    first_import TEXT NOT NULL,
    last_import TEXT NOT NULL
) STRICT;

CREATE INDEX child_by_first_import ON child (first_import);

CREATE TABLE child_referral (
    child_id TEXT NOT NULL CONSTRAINT child_referral_is_about_a_child REFERENCES child (id),
    referred_on TEXT NOT NULL,
    source_agency TEXT NOT NULL,
    row TEXT NOT NULL,
    first_import TEXT NOT NULL,
    last_import TEXT NOT NULL,
    last_seq INTEGER NOT NULL,
    CONSTRAINT child_referral_is_one_per_day_and_agency PRIMARY KEY (child_id, referred_on, source_agency)
) STRICT;

-- Joined to a child by local ID when read: an episode may be listed before its child is. A child's lie side by side.
CREATE TABLE episode (
    local_id TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT episode_kind_is_known CHECK (kind IN ('missing', 'absent')),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    row TEXT NOT NULL,
    first_import TEXT NOT NULL,
    last_import TEXT NOT NULL,
    CONSTRAINT episode_is_one_per_child_and_key PRIMARY KEY (local_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern (
    id TEXT NOT NULL PRIMARY KEY CONSTRAINT concern_is_identified CHECK (length(id) > 0),
    number INTEGER NOT NULL CONSTRAINT concern_number_is_unique UNIQUE,
    kind TEXT NOT NULL CONSTRAINT concern_kind_is_known CHECK (kind IN ('person of concern', 'location', 'theme')),
    name TEXT NOT NULL,
    concern TEXT NOT NULL,
    lead_agency TEXT NOT NULL,
    raised_on TEXT,
    first_import TEXT NOT NULL,
    last_import TEXT NOT NULL,
    CONSTRAINT concern_is_one_per_kind_and_name UNIQUE (kind, name)
) STRICT;

-- Identifiers that undone lists gave: a later list that took a child or concern for known still finds it by them.
CREATE TABLE given_id (
    about TEXT NOT NULL CONSTRAINT given_id_is_about_something CHECK (about IN ('child', 'concern')),
    key TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT given_id_is_one_per_key PRIMARY KEY (about, key)
) STRICT;

CREATE TABLE identity_alert (
    local_id TEXT NOT NULL,
    other_local_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    import_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT identity_alert_is_one_per_pair_and_kind PRIMARY KEY (local_id, other_local_id, kind)
) STRICT;

CREATE TABLE identity_answer (
    local_id TEXT NOT NULL,
    other_local_id TEXT NOT NULL,
    answer TEXT NOT NULL CONSTRAINT identity_answer_is_known CHECK (answer IN ('same', 'related', 'different')),
    reason TEXT NOT NULL,
    seq INTEGER NOT NULL,
    answered_at TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    CONSTRAINT identity_answer_is_one_per_pair PRIMARY KEY (local_id, other_local_id)
) STRICT;

-- Meetings.

CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL CONSTRAINT meeting_number_is_unique UNIQUE,
    reference TEXT NOT NULL CONSTRAINT meeting_reference_is_unique UNIQUE,
    panel TEXT NOT NULL,
    panel_name TEXT NOT NULL,
    held_on TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT meeting_state_is_known CHECK (state IN (
        'planned', 'agenda issued', 'in session', 'adjourned', 'closed', 'draft minutes', 'circulated', 'approved',
        'signed'
    )),
    previous TEXT,
    previous_reference TEXT NOT NULL,
    previous_held_on TEXT,
    definition TEXT NOT NULL,
    invited TEXT NOT NULL,
    planned_at TEXT NOT NULL,
    agenda_locked INTEGER NOT NULL DEFAULT 0 CONSTRAINT meeting_agenda_locked_is_a_flag CHECK (agenda_locked IN (0, 1)),
    agenda_approved_by TEXT,
    agenda_issue INTEGER NOT NULL DEFAULT 0,
    agenda_sha256 TEXT NOT NULL DEFAULT '',
    presiding TEXT,
    opened_at TEXT,
    confidentiality_read_at TEXT,
    current_item TEXT,
    adjourned_at TEXT,
    resumes_on TEXT,
    closed_at TEXT,
    next_on TEXT,
    revision INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX meeting_by_panel_and_day ON meeting (panel, held_on);

CREATE TABLE agenda_item (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL CONSTRAINT agenda_item_number_is_unique UNIQUE,
    meeting_id TEXT NOT NULL CONSTRAINT agenda_item_is_of_a_meeting REFERENCES meeting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    section TEXT NOT NULL,
    title TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    presenter TEXT NOT NULL,
    child_id TEXT,
    child TEXT,
    concern_id TEXT,
    concern TEXT,
    because TEXT NOT NULL,
    late_reason TEXT NOT NULL,
    link TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT
) STRICT;

CREATE INDEX agenda_item_by_meeting ON agenda_item (meeting_id, position);
CREATE INDEX agenda_item_by_child ON agenda_item (child_id) WHERE child_id IS NOT NULL;
CREATE INDEX agenda_item_by_concern ON agenda_item (concern_id) WHERE concern_id IS NOT NULL;

CREATE TABLE attendance (
    meeting_id TEXT NOT NULL CONSTRAINT attendance_is_of_a_meeting REFERENCES meeting (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    agency TEXT NOT NULL,
    title TEXT NOT NULL,
    email TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT attendance_kind_is_known CHECK (kind IN (
        'present', 'apologies', 'substitute', 'part', 'absent', 'observer', 'presenter'
    )),
    in_room INTEGER NOT NULL CONSTRAINT attendance_in_room_is_a_flag CHECK (in_room IN (0, 1)),
    substitute_for TEXT,
    information_sent_on TEXT,
    statement_signed INTEGER NOT NULL CONSTRAINT attendance_statement_is_a_flag CHECK (statement_signed IN (0, 1)),
    CONSTRAINT attendance_is_one_per_person PRIMARY KEY (meeting_id, person_id)
) STRICT;

CREATE TABLE movement (
    seq INTEGER NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    arrived INTEGER NOT NULL CONSTRAINT movement_arrived_is_a_flag CHECK (arrived IN (0, 1)),
    at TEXT NOT NULL,
    item_id TEXT,
    CONSTRAINT movement_is_of_someone_attending FOREIGN KEY (meeting_id, person_id)
        REFERENCES attendance (meeting_id, person_id) ON DELETE CASCADE
) STRICT;

CREATE INDEX movement_by_person ON movement (meeting_id, person_id);

CREATE TABLE interest (
    item_id TEXT NOT NULL CONSTRAINT interest_is_in_an_item REFERENCES agenda_item (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL,
    nature TEXT NOT NULL,
    declared_at TEXT NOT NULL,
    out_at TEXT,
    back_at TEXT,
    CONSTRAINT interest_is_one_per_item_and_person PRIMARY KEY (item_id, person_id)
) STRICT;

CREATE TABLE note (
    item_id TEXT NOT NULL CONSTRAINT note_is_of_an_item REFERENCES agenda_item (id) ON DELETE CASCADE,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    CONSTRAINT note_is_one_per_item_and_section PRIMARY KEY (item_id, section)
) STRICT;

CREATE TABLE quorum_override (
    item_id TEXT NOT NULL PRIMARY KEY
        CONSTRAINT quorum_override_is_for_an_item REFERENCES agenda_item (id) ON DELETE CASCADE,
    overridden_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    missing TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- What a panel decided, with the outcome's words and rules as its definition gave them at the time.
CREATE TABLE decision (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    meeting_id TEXT NOT NULL CONSTRAINT decision_is_of_a_meeting REFERENCES meeting (id) ON DELETE CASCADE,
    item_id TEXT NOT NULL CONSTRAINT decision_is_on_an_item REFERENCES agenda_item (id) ON DELETE CASCADE,
    panel TEXT NOT NULL,
    child_id TEXT,
    concern_id TEXT,
    outcome TEXT NOT NULL,
    verb TEXT NOT NULL,
    words TEXT NOT NULL,
    detail TEXT NOT NULL,
    reason TEXT NOT NULL,
    closes INTEGER NOT NULL CONSTRAINT decision_closes_is_a_flag CHECK (closes IN (0, 1)),
    defers INTEGER NOT NULL CONSTRAINT decision_defers_is_a_flag CHECK (defers IN (0, 1)),
    raises_risk INTEGER NOT NULL CONSTRAINT decision_raises_is_a_flag CHECK (raises_risk IN (0, 1)),
    lowers_risk INTEGER NOT NULL CONSTRAINT decision_lowers_is_a_flag CHECK (lowers_risk IN (0, 1)),
    to_panel TEXT NOT NULL,
    review_on TEXT,
    risk TEXT,
    held_by TEXT NOT NULL,
    quorate INTEGER NOT NULL CONSTRAINT decision_quorate_is_a_flag CHECK (quorate IN (0, 1)),
    missing TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    confirmed_by TEXT,
    confirmed_at TEXT
) STRICT;

CREATE INDEX decision_by_item ON decision (item_id);
CREATE INDEX decision_by_child ON decision (child_id) WHERE child_id IS NOT NULL;
CREATE INDEX decision_by_concern ON decision (concern_id) WHERE concern_id IS NOT NULL;

CREATE TABLE dissent (
    seq INTEGER NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL CONSTRAINT dissent_is_on_an_item REFERENCES agenda_item (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;

CREATE INDEX dissent_by_item ON dissent (item_id);

CREATE TABLE minutes (
    meeting_id TEXT NOT NULL PRIMARY KEY
        CONSTRAINT minutes_are_of_a_meeting REFERENCES meeting (id) ON DELETE CASCADE,
    drafted_at TEXT,
    circulated_at TEXT,
    recipients TEXT NOT NULL DEFAULT '[]',
    returned_at TEXT,
    returned_reason TEXT NOT NULL DEFAULT '',
    approved TEXT,
    signed TEXT,
    approvals TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- What left the desk, and for whom.
CREATE TABLE edition (
    seq INTEGER NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL CONSTRAINT edition_is_of_a_meeting REFERENCES meeting (id) ON DELETE CASCADE,
    edition TEXT NOT NULL,
    recipient TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    copy_number INTEGER NOT NULL
) STRICT;

CREATE INDEX edition_by_meeting ON edition (meeting_id);
CREATE INDEX edition_by_sha256 ON edition (sha256);

-- Actions.

CREATE TABLE action (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL CONSTRAINT action_number_is_unique UNIQUE,
    reference TEXT NOT NULL CONSTRAINT action_reference_is_unique UNIQUE,
    panel TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    what TEXT NOT NULL,
    agency TEXT NOT NULL,
    agency_name TEXT NOT NULL,
    owner_id TEXT,
    owner TEXT NOT NULL,
    child_id TEXT,
    concern_id TEXT,
    about TEXT NOT NULL,
    due_on TEXT NOT NULL,
    status TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    status_on TEXT,
    status_reason TEXT NOT NULL DEFAULT '',
    status_meeting TEXT,
    successor TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX action_by_meeting ON action (meeting_id);
CREATE INDEX action_by_child ON action (child_id) WHERE child_id IS NOT NULL;
CREATE INDEX action_by_concern ON action (concern_id) WHERE concern_id IS NOT NULL;
CREATE INDEX action_still_open ON action (panel, due_on) WHERE status IN ('open', 'in progress');

CREATE TABLE action_history (
    seq INTEGER NOT NULL PRIMARY KEY,
    action_id TEXT NOT NULL CONSTRAINT action_history_is_of_an_action REFERENCES action (id) ON DELETE CASCADE,
    change TEXT NOT NULL CONSTRAINT action_history_change_is_known CHECK (change IN ('recorded', 'status', 'due')),
    status TEXT NOT NULL,
    due_on TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    meeting_id TEXT,
    successor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX action_history_by_action ON action_history (action_id);

-- Numbers that have been given: an undone action keeps its own, so that no number is ever given twice.
CREATE TABLE burned_number (
    reference TEXT NOT NULL PRIMARY KEY,
    meeting_reference TEXT NOT NULL,
    number INTEGER NOT NULL,
    action_id TEXT NOT NULL,
    CONSTRAINT burned_number_stays_with_its_action UNIQUE (reference, action_id)
) STRICT;

CREATE INDEX burned_number_by_meeting ON burned_number (meeting_reference, number);

-- Words of children, concerns, meetings, minutes and actions. The text itself stays in the tables: rowids say where.
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- What each thing is found under, and its rowid in the index: the kind above 2^58, below it a number that rises with age
-- for children and concerns and falls for the rest, so that a search meets the newest meetings first.

CREATE VIEW searchable_child AS
SELECT number AS entry, number, id, NULL AS meeting_id, initials || ' (' || local_id || ')' AS title,
    concat_ws(' ', forenames, surname, alias, replace(initials, '.', ''), worker, team, school) AS text
FROM child;

CREATE VIEW searchable_concern AS
SELECT (1 << 58) + number AS entry, number, id, NULL AS meeting_id, name AS title,
    concat_ws(' ', concern, lead_agency, kind) AS text
FROM concern;

CREATE VIEW searchable_meeting AS
SELECT (3 << 58) - 1 - number AS entry, number, id, id AS meeting_id, reference AS title,
    concat_ws(' ', panel_name, held_on, place) AS text
FROM meeting;

CREATE VIEW searchable_minutes AS
SELECT (4 << 58) - 1 - item.number AS entry, item.number AS number, item.id AS id, item.meeting_id AS meeting_id,
    meeting.reference || ' · ' || item.title AS title,
    concat_ws(
        ' ',
        (SELECT group_concat(note.text, ' ' ORDER BY note.section) FROM note WHERE note.item_id = item.id),
        (SELECT group_concat(concat_ws(' ', decision.words, decision.detail, decision.reason), ' ' ORDER BY decision.seq)
            FROM decision WHERE decision.item_id = item.id),
        (SELECT group_concat(dissent.words, ' ' ORDER BY dissent.seq) FROM dissent WHERE dissent.item_id = item.id)
    ) AS text
FROM agenda_item AS item JOIN meeting ON meeting.id = item.meeting_id
WHERE EXISTS (SELECT 1 FROM note WHERE note.item_id = item.id)
    OR EXISTS (SELECT 1 FROM decision WHERE decision.item_id = item.id)
    OR EXISTS (SELECT 1 FROM dissent WHERE dissent.item_id = item.id);

CREATE VIEW searchable_action AS
SELECT (5 << 58) - 1 - number AS entry, number, id, meeting_id, reference AS title,
    concat_ws(' ', what, agency_name, owner, about) AS text
FROM action;
