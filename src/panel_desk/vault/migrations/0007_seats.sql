-- More than one person of an agency may present, observe, read or be administrator; and a seat may be left.
ALTER TABLE seat RENAME TO seat_before;

CREATE TABLE seat (
    panel TEXT NOT NULL,
    agency TEXT NOT NULL,
    role TEXT NOT NULL,
    person_id TEXT NOT NULL CONSTRAINT seat_is_filled_by_a_person REFERENCES person (id),
    since TEXT NOT NULL,
    CONSTRAINT seat_is_one_per_person_and_role PRIMARY KEY (panel, agency, role, person_id)
) STRICT;

INSERT INTO seat SELECT * FROM seat_before;
DROP TABLE seat_before;

CREATE INDEX seat_by_person ON seat (person_id);
