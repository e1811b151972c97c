-- Kop and signatories of a village's papers: one row per village, edited there and carried by sync, so that every
-- laptop and the province print the same head. Fields and their classes: core/src/letterhead/mod.rs.
CREATE TABLE letterhead (
    id              TEXT    NOT NULL PRIMARY KEY, -- row id, the same on every laptop of the village
    village_code    TEXT    NOT NULL,             -- dotted
    stream          TEXT    NOT NULL,             -- stream the row travels in
    rev             INTEGER NOT NULL,             -- +1 with every accepted change
    line_regency    TEXT,                         -- text, lww
    line_district   TEXT,                         -- text, lww
    line_village    TEXT,                         -- text, lww
    address         TEXT,                         -- text, lww
    place           TEXT,                         -- text, lww: where it is signed
    signatory_title TEXT,                         -- text, lww
    signatory_name  TEXT,                         -- text, lww
    signatory_nip   TEXT,                         -- text, lww
    has_camat       INTEGER,                      -- 0 or 1, lww: whether the camat signs too
    camat_title     TEXT,                         -- text, lww
    camat_name      TEXT,                         -- text, lww
    camat_nip       TEXT,                         -- text, lww
    extra           TEXT,                         -- fields written by a newer version, JSON
    dots            TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts       TEXT                          -- second values waiting for a person, JSON
) STRICT;
