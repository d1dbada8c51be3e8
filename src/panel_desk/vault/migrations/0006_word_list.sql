-- The council's own word list: what it adds to the shipped one, and what it switches off.
CREATE TABLE word_list (
    one INTEGER NOT NULL PRIMARY KEY CONSTRAINT word_list_is_one_row CHECK (one = 1),
    words TEXT NOT NULL
) STRICT;
