-- Who let a late item on, beside the reason.
ALTER TABLE agenda_item ADD COLUMN late_allowed_by TEXT NOT NULL DEFAULT '';

-- A meeting that does not take place; it keeps the state it had beside this.
ALTER TABLE meeting ADD COLUMN cancelled_at TEXT;
ALTER TABLE meeting ADD COLUMN cancel_reason TEXT NOT NULL DEFAULT '';

-- The list of children at risk that named a child no longer; it counts while "listed" is 0.
ALTER TABLE child ADD COLUMN dropped_by TEXT;
