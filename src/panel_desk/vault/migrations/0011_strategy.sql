-- What children and families said, the action plan, and places of concern with what is offered there.
CREATE TABLE feedback (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    said_on TEXT NOT NULL,
    child_id TEXT,
    panel TEXT NOT NULL,
    meeting_id TEXT,
    item_id TEXT,
    row TEXT NOT NULL,
    withdrawn TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX feedback_by_child ON feedback (child_id) WHERE child_id IS NOT NULL;
CREATE INDEX feedback_by_meeting ON feedback (meeting_id) WHERE meeting_id IS NOT NULL;

CREATE TABLE feedback_answer (
    seq INTEGER NOT NULL PRIMARY KEY,
    feedback_id TEXT NOT NULL CONSTRAINT feedback_answer_is_to_feedback REFERENCES feedback (id) ON DELETE CASCADE,
    did_on TEXT NOT NULL,
    row TEXT NOT NULL,
    withdrawn TEXT,
    recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX feedback_answer_by_feedback ON feedback_answer (feedback_id);

CREATE TABLE objective (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    row TEXT NOT NULL,
    closed_on TEXT,
    closed_because TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE milestone (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    objective_id TEXT NOT NULL CONSTRAINT milestone_is_of_an_objective REFERENCES objective (id) ON DELETE CASCADE,
    due_on TEXT NOT NULL,
    row TEXT NOT NULL,
    reached_on TEXT,
    reached_words TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX milestone_by_objective ON milestone (objective_id);

CREATE TABLE rating (
    seq INTEGER NOT NULL PRIMARY KEY,
    objective_id TEXT NOT NULL CONSTRAINT rating_is_of_an_objective REFERENCES objective (id) ON DELETE CASCADE,
    rating TEXT NOT NULL CONSTRAINT rating_is_known CHECK (rating IN ('red', 'amber', 'green', 'complete')),
    given_on TEXT NOT NULL,
    row TEXT NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX rating_by_objective ON rating (objective_id);

-- The concern itself stands in "concern", beside those of lists.
CREATE TABLE concern_standing (
    concern_id TEXT NOT NULL PRIMARY KEY,
    closed INTEGER NOT NULL CONSTRAINT concern_closed_is_a_flag CHECK (closed IN (0, 1)),
    changed_on TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE concern_link (
    concern_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    why TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    linked_by TEXT NOT NULL,
    CONSTRAINT concern_is_linked_once PRIMARY KEY (concern_id, local_id)
) STRICT;

CREATE INDEX concern_link_by_child ON concern_link (local_id);

CREATE TABLE intervention (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    concern_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    row TEXT NOT NULL
) STRICT;

CREATE INDEX intervention_by_concern ON intervention (concern_id);
