-- What was found in each list, row by row, and the choices it was read under, for the next list of the same source.

ALTER TABLE list_import ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE list_import ADD COLUMN encoding TEXT NOT NULL DEFAULT '';
ALTER TABLE list_import ADD COLUMN chosen_sheet TEXT NOT NULL DEFAULT '';
ALTER TABLE list_import ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';
