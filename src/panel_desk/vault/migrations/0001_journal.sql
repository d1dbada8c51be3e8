-- The journal and what belongs to it. Times are UTC in ISO 8601; ids are UUIDv7 in text; hashes are SHA-256.

CREATE TABLE vault (
    one INTEGER NOT NULL PRIMARY KEY CONSTRAINT vault_is_one_row CHECK (one = 1),
    vault_id TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- Public keys of every computer that has ever written here.
CREATE TABLE device (
    device TEXT NOT NULL PRIMARY KEY,
    public_key BLOB NOT NULL CONSTRAINT device_public_key_is_ed25519 CHECK (length(public_key) = 32),
    added_at TEXT NOT NULL
) STRICT;

-- The private half: the file is encrypted with the data key, which is what would wrap it anywhere else.
CREATE TABLE device_secret (
    device TEXT NOT NULL PRIMARY KEY CONSTRAINT device_secret_has_a_device REFERENCES device (device),
    private_key BLOB NOT NULL CONSTRAINT device_secret_is_ed25519 CHECK (length(private_key) = 32)
) STRICT;

-- The hash needs no UNIQUE: the seq is hashed with it, and an index in random order costs every deed a page.
CREATE TABLE journal (
    seq INTEGER NOT NULL PRIMARY KEY,
    event_id TEXT NOT NULL CONSTRAINT journal_event_id_is_unique UNIQUE,
    stream TEXT NOT NULL CONSTRAINT journal_stream_is_named CHECK (length(stream) BETWEEN 1 AND 200),
    version INTEGER NOT NULL CONSTRAINT journal_version_counts_from_one CHECK (version >= 1),
    kind TEXT NOT NULL CONSTRAINT journal_kind_is_named CHECK (length(kind) > 0),
    actor TEXT NOT NULL,
    device TEXT NOT NULL CONSTRAINT journal_device_is_known REFERENCES device (device),
    at TEXT NOT NULL,
    body BLOB,
    body_hash BLOB NOT NULL CONSTRAINT journal_body_hash_is_sha256 CHECK (length(body_hash) = 32),
    prev BLOB NOT NULL CONSTRAINT journal_prev_is_sha256 CHECK (length(prev) = 32),
    hash BLOB NOT NULL CONSTRAINT journal_hash_is_sha256 CHECK (length(hash) = 32),
    sig BLOB CONSTRAINT journal_sig_is_ed25519 CHECK (sig IS NULL OR length(sig) = 64),
    CONSTRAINT journal_stream_version_is_unique UNIQUE (stream, version)
) STRICT;

-- What retention has taken: the permit for, and the record of, an emptied body.
CREATE TABLE purged (
    event_id TEXT NOT NULL PRIMARY KEY CONSTRAINT purged_event_is_in_the_journal REFERENCES journal (event_id),
    purged_at TEXT NOT NULL
) STRICT;

-- No trigger before INSERT: it would double what a deed costs, and a row out of order breaks the chain anyway.
CREATE TRIGGER journal_keeps_its_rows BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only: rows are not removed');
END;

-- One change is allowed: a body becomes NULL, for an event that stands in "purged".
CREATE TRIGGER journal_keeps_its_text BEFORE UPDATE ON journal
WHEN NEW.body IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM purged WHERE purged.event_id = OLD.event_id)
    OR NEW.seq IS NOT OLD.seq OR NEW.event_id IS NOT OLD.event_id OR NEW.stream IS NOT OLD.stream
    OR NEW.version IS NOT OLD.version OR NEW.kind IS NOT OLD.kind OR NEW.actor IS NOT OLD.actor
    OR NEW.device IS NOT OLD.device OR NEW.at IS NOT OLD.at OR NEW.body_hash IS NOT OLD.body_hash
    OR NEW.prev IS NOT OLD.prev OR NEW.hash IS NOT OLD.hash OR NEW.sig IS NOT OLD.sig
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only: rows are not changed');
END;

CREATE TRIGGER purged_keeps_its_rows BEFORE DELETE ON purged
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only: a purge is not forgotten');
END;

-- Where the journal's head has been handed to: the keyring, a backup, signed minutes.
CREATE TABLE anchor (
    place TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL CONSTRAINT anchor_hash_is_sha256 CHECK (length(hash) = 32),
    anchored_at TEXT NOT NULL,
    CONSTRAINT anchor_is_one_per_place_and_seq PRIMARY KEY (place, seq)
) STRICT;

-- Streams that one device holds for itself; the epoch grows with every checkout.
CREATE TABLE lease (
    stream TEXT NOT NULL PRIMARY KEY,
    holder TEXT,
    epoch INTEGER NOT NULL CONSTRAINT lease_epoch_counts_from_one CHECK (epoch >= 1),
    since TEXT NOT NULL
) STRICT;

-- Text as it is typed, before the item is left and it becomes an event.
CREATE TABLE draft (
    place TEXT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT draft_is_one_per_field PRIMARY KEY (place, field)
) STRICT;

-- Which revision of the projections made the tables. They are written in the transaction of the events, so they are
-- never behind; they are made anew when the program's projections have changed.
CREATE TABLE projected (
    one INTEGER NOT NULL PRIMARY KEY CONSTRAINT projected_is_one_row CHECK (one = 1),
    revision INTEGER NOT NULL CONSTRAINT projected_revision_is_not_negative CHECK (revision >= 0)
) STRICT;

INSERT INTO projected (one, revision) VALUES (1, 0);
-- Files kept whole inside the vault: signed minutes, issued documents, key files. Told apart by their fingerprint;
-- a name points at the newest file of that name. They are not made from the journal: events hold their fingerprints.
CREATE TABLE kept_file (
    sha256 TEXT NOT NULL CONSTRAINT kept_file_is_one PRIMARY KEY,
    content BLOB NOT NULL,
    kept_at TEXT NOT NULL,
    CONSTRAINT kept_file_fingerprint_is_hexadecimal CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE kept_name (
    name TEXT NOT NULL CONSTRAINT kept_name_is_one PRIMARY KEY,
    sha256 TEXT NOT NULL CONSTRAINT kept_name_points_at_a_file REFERENCES kept_file (sha256)
) STRICT;
