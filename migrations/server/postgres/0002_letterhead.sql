-- Kop and signatories of a village's papers: one row per village, edited there and carried by sync, so that every
-- laptop and the province print the same head. Fields and their classes: core/src/letterhead/mod.rs.
CREATE TABLE letterhead (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- row id, the same on every laptop of the village
    village_code    TEXT COLLATE "C" NOT NULL,             -- dotted
    stream          TEXT COLLATE "C" NOT NULL,             -- stream the row travels in
    rev             BIGINT           NOT NULL,             -- +1 with every accepted change
    line_regency    TEXT COLLATE "C",                      -- text, lww
    line_district   TEXT COLLATE "C",                      -- text, lww
    line_village    TEXT COLLATE "C",                      -- text, lww
    address         TEXT COLLATE "C",                      -- text, lww
    place           TEXT COLLATE "C",                      -- text, lww: where it is signed
    signatory_title TEXT COLLATE "C",                      -- text, lww
    signatory_name  TEXT COLLATE "C",                      -- text, lww
    signatory_nip   TEXT COLLATE "C",                      -- text, lww
    has_camat       BIGINT,                                -- 0 or 1, lww: whether the camat signs too
    camat_title     TEXT COLLATE "C",                      -- text, lww
    camat_name      TEXT COLLATE "C",                      -- text, lww
    camat_nip       TEXT COLLATE "C",                      -- text, lww
    extra           TEXT COLLATE "C",                      -- fields written by a newer version, JSON
    dots            TEXT COLLATE "C",                      -- who wrote each field, core/src/row/dots.rs
    conflicts       TEXT COLLATE "C"                       -- second values waiting for a person, JSON
);
