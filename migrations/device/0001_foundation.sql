-- 0001: The foundation: segments, base, view, drafts, imports.
-- Why: first release. Nouns have the same columns on the server, so that one set of report queries serves both.

-- Small facts of this profile: who it is, where it stands.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY, -- name
    value TEXT NOT NULL              -- text or number as text
) STRICT;

-- A village this profile works for.
CREATE TABLE village (
    code     TEXT NOT NULL PRIMARY KEY, -- dotted
    name     TEXT NOT NULL,             -- name
    district TEXT NOT NULL,             -- kecamatan
    regency  TEXT NOT NULL,             -- kabupaten or kota
    province TEXT NOT NULL,             -- province
    id_key   BLOB NOT NULL              -- key of imported row ids, 32 bytes
) STRICT;

-- Everything one "Simpan" changed: ground truth of this device. Never altered.
CREATE TABLE segment (
    seq           INTEGER NOT NULL PRIMARY KEY, -- place in the chain, from 1, without gaps
    user_id       TEXT    NOT NULL,             -- who wrote it
    body          BLOB    NOT NULL,             -- the signed bytes
    hash          BLOB    NOT NULL,             -- SHA-256 of the chain up to here
    sig           BLOB    NOT NULL,             -- Ed25519 by the worker's key
    batch_id      TEXT,                         -- import it belongs to
    outcome       TEXT,                         -- JSON array, one text per operation; null until the server answered
    written_at_ms INTEGER NOT NULL              -- device clock
) STRICT;

-- Which rows a segment touches, to rebuild the view of a row.
CREATE TABLE segment_row (
    row_id TEXT    NOT NULL, -- row
    seq    INTEGER NOT NULL, -- segment
    PRIMARY KEY (row_id, seq)
) STRICT, WITHOUT ROWID;

-- Exact copy of server rows.
CREATE TABLE base (
    stream TEXT    NOT NULL, -- stream
    row_id TEXT    NOT NULL, -- row
    rev    INTEGER NOT NULL, -- revision
    doc    TEXT    NOT NULL, -- core/src/row/wire.rs as JSON
    PRIMARY KEY (stream, row_id)
) STRICT, WITHOUT ROWID;

-- Rows of pages whose stream is not complete yet.
CREATE TABLE inbox (
    stream TEXT    NOT NULL, -- stream
    row_id TEXT    NOT NULL, -- row
    rev    INTEGER NOT NULL, -- revision
    doc    TEXT    NOT NULL, -- as in base
    PRIMARY KEY (stream, row_id)
) STRICT, WITHOUT ROWID;

-- Where this device stands in each stream.
CREATE TABLE cursor (
    stream TEXT    NOT NULL PRIMARY KEY, -- stream
    epoch  INTEGER NOT NULL,             -- life line of the server; 0 before the first page
    seq    INTEGER NOT NULL,             -- last position, staged pages included
    h0     INTEGER NOT NULL,             -- head when the running snapshot began
    mode   TEXT    NOT NULL,             -- inc or snap
    bwm    INTEGER NOT NULL,             -- own watermark the base already includes
    ck     TEXT    NOT NULL              -- checksum of the base, wrapping u64 as text
) STRICT;

-- What the province answered, one line per sync, readable offline.
CREATE TABLE receipt (
    receipt_id      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- order
    at_ms           INTEGER NOT NULL,                           -- device clock
    sent            INTEGER NOT NULL,                           -- segments
    accepted        INTEGER NOT NULL,                           -- segments without a remark
    needs_attention INTEGER NOT NULL,                           -- segments a person must read
    received        INTEGER NOT NULL                            -- rows
) STRICT;

-- A form that was left before it was saved.
CREATE TABLE draft (
    draft_id      TEXT    NOT NULL PRIMARY KEY, -- form instance; becomes the row id when saved
    noun          TEXT    NOT NULL,             -- what is being written
    subject_id    TEXT    NOT NULL DEFAULT '',  -- row it is about
    field         TEXT    NOT NULL DEFAULT '',  -- field that had the focus
    body          TEXT    NOT NULL,             -- fields as JSON
    updated_at_ms INTEGER NOT NULL              -- device clock
) STRICT;

-- One import or export of a file.
CREATE TABLE exchange (
    exchange_id TEXT    NOT NULL PRIMARY KEY, -- batch id of its segments
    profile     TEXT    NOT NULL,             -- file format
    kind        TEXT    NOT NULL DEFAULT '',  -- for BPJS lists: TARGET or FULL
    file_hash   TEXT    NOT NULL,             -- SHA-256, hex
    counts      TEXT    NOT NULL,             -- JSON of new, same, changed, doubtful, rejected
    issues      TEXT    NOT NULL,             -- JSON rows that need a person
    at_ms       INTEGER NOT NULL              -- device clock
) STRICT;

-- What the last imported file said of a row, so that a file never overwrites field work.
CREATE TABLE imported (
    row_id TEXT NOT NULL PRIMARY KEY, -- row
    fields TEXT NOT NULL              -- JSON
) STRICT, WITHOUT ROWID;

-- Audit entries waiting to be written to the chain together.
CREATE TABLE audit_pending (
    audit_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- order
    fields   TEXT    NOT NULL                            -- JSON, core/src/audit/mod.rs
) STRICT;

-- Search: names, NIK, KK and RT by prefix. Contentless: the texts live in person and family.
CREATE TABLE search_key (
    docid     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- row of person_search
    person_id TEXT    NOT NULL UNIQUE                     -- person
) STRICT;
CREATE VIRTUAL TABLE person_search USING fts5 (
    name, nik, card, place, content='', contentless_delete=1, prefix='2 3 4', tokenize='unicode61 remove_diacritics 2'
);

-- A family (KK). Fields and their classes: core/src/family/field.rs.
CREATE TABLE family (
    id             TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code   TEXT    NOT NULL,             -- dotted; empty outside a village
    stream         TEXT    NOT NULL,             -- stream the row travels in
    rev            INTEGER NOT NULL,             -- +1 with every accepted change
    family_card_no TEXT,                         -- text, review
    family_state   INTEGER,                      -- number, lww
    dwelling_id    TEXT,                         -- text, lww
    hamlet         TEXT,                         -- text, lww
    rt             TEXT,                         -- text, lww
    rw             TEXT,                         -- text, lww
    address        TEXT,                         -- text, lww
    landmark       TEXT,                         -- text, lww
    lat_microdeg   INTEGER,                      -- number, lww
    lng_microdeg   INTEGER,                      -- number, lww
    accuracy_m     INTEGER,                      -- number, lww
    head_person_id TEXT,                         -- text, lww
    phone          TEXT,                         -- text, lww
    phone_owner    TEXT,                         -- text, lww
    safety_note    TEXT,                         -- text, lww
    safety_text    TEXT,                         -- text, lww
    extra          TEXT,                         -- fields written by a newer version, JSON
    dots           TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts      TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- A resident. Fields and their classes: core/src/person/field.rs.
CREATE TABLE person (
    id                 TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code       TEXT    NOT NULL,             -- dotted; empty outside a village
    stream             TEXT    NOT NULL,             -- stream the row travels in
    rev                INTEGER NOT NULL,             -- +1 with every accepted change
    family_id          TEXT,                         -- text, lww
    nik                TEXT,                         -- text, review
    no_nik_reason      TEXT,                         -- text, lww
    full_name          TEXT,                         -- text, review
    birth_place        TEXT,                         -- text, lww
    birth_date         TEXT,                         -- YYYY-MM-DD, review
    birth_date_quality TEXT,                         -- text, lww
    sex                TEXT,                         -- text, review
    relation_to_head   INTEGER,                      -- number, lww
    marital_status     INTEGER,                      -- number, lww
    education          INTEGER,                      -- number, lww
    occupation         INTEGER,                      -- number, lww
    employment_status  INTEGER,                      -- number, lww
    employer_name      TEXT,                         -- text, lww
    is_waged           INTEGER,                      -- 0 or 1, lww
    citizenship        TEXT,                         -- text, lww
    residence_months   INTEGER,                      -- number, lww
    presence           INTEGER,                      -- number, presence
    death_date         TEXT,                         -- YYYY-MM-DD, lww
    death_basis        TEXT,                         -- text, lww
    moved_to           TEXT,                         -- text, lww
    phone              TEXT,                         -- text, lww
    disability_type    TEXT,                         -- JSON array, sorted, union
    wg_see             INTEGER,                      -- number, lww
    wg_hear            INTEGER,                      -- number, lww
    wg_walk            INTEGER,                      -- number, lww
    wg_remember        INTEGER,                      -- number, lww
    wg_selfcare        INTEGER,                      -- number, lww
    wg_communicate     INTEGER,                      -- number, lww
    wg_proxy           INTEGER,                      -- 0 or 1, lww
    pregnant           INTEGER,                      -- 0 or 1, lww
    needs_care_now     INTEGER,                      -- 0 or 1, lww
    welfare_decile     INTEGER,                      -- number, lww
    welfare_source     TEXT,                         -- text, lww
    welfare_as_of      TEXT,                         -- YYYY-MM-DD, lww
    social_programs    TEXT,                         -- JSON array, sorted, union
    nik_status         TEXT,                         -- text, lww
    needs_civil_fix    TEXT,                         -- JSON array, sorted, union
    confirmed_reason   TEXT,                         -- text, lww
    extra              TEXT,                         -- fields written by a newer version, JSON
    dots               TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts          TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- What one source said of one person's membership on one date. Fields and their classes: core/src/membership/field.rs.
CREATE TABLE membership (
    id                    TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code          TEXT    NOT NULL,             -- dotted; empty outside a village
    stream                TEXT    NOT NULL,             -- stream the row travels in
    rev                   INTEGER NOT NULL,             -- +1 with every accepted change
    person_id             TEXT,                         -- text, append
    source                TEXT,                         -- text, append
    as_of                 TEXT,                         -- YYYY-MM-DD, append
    status                TEXT,                         -- text, append
    membership_segment    TEXT,                         -- text, append
    inactive_reason       TEXT,                         -- text, append
    inactive_since        TEXT,                         -- YYYY-MM-DD, append
    member_no             TEXT,                         -- text, append
    arrears_months        INTEGER,                      -- number, append
    arrears_amount        INTEGER,                      -- number, append
    care_class            TEXT,                         -- text, append
    primary_facility_code TEXT,                         -- text, append
    primary_facility_name TEXT,                         -- text, append
    list_kind             TEXT,                         -- text, append
    visit_id              TEXT,                         -- text, append
    extra                 TEXT,                         -- fields written by a newer version, JSON
    dots                  TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts             TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- A visit to a family. Fields and their classes: core/src/visit/field.rs.
CREATE TABLE visit (
    id                   TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code         TEXT    NOT NULL,             -- dotted; empty outside a village
    stream               TEXT    NOT NULL,             -- stream the row travels in
    rev                  INTEGER NOT NULL,             -- +1 with every accepted change
    family_id            TEXT,                         -- text, append
    agent_id             TEXT,                         -- text, append
    visit_date           TEXT,                         -- YYYY-MM-DD, append
    started_at           TEXT,                         -- text, append
    ended_at             TEXT,                         -- text, append
    mode                 TEXT,                         -- text, append
    entry_mode           TEXT,                         -- text, append
    attempt_no           INTEGER,                      -- number, append
    outcome              TEXT,                         -- text, append
    respondent_person_id TEXT,                         -- text, append
    proxy_relation       TEXT,                         -- text, append
    next_date            TEXT,                         -- YYYY-MM-DD, append
    note                 TEXT,                         -- text, append
    lat_microdeg         INTEGER,                      -- number, append
    lng_microdeg         INTEGER,                      -- number, append
    accuracy_m           INTEGER,                      -- number, append
    extra                TEXT,                         -- fields written by a newer version, JSON
    dots                 TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts            TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- A conversation and its answer. Fields and their classes: core/src/advocacy/field.rs.
CREATE TABLE advocacy (
    id              TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code    TEXT    NOT NULL,             -- dotted; empty outside a village
    stream          TEXT    NOT NULL,             -- stream the row travels in
    rev             INTEGER NOT NULL,             -- +1 with every accepted change
    person_id       TEXT,                         -- text, append
    visit_id        TEXT,                         -- text, append
    agent_id        TEXT,                         -- text, append
    advocacy_date   TEXT,                         -- YYYY-MM-DD, append
    recorded_at     TEXT,                         -- text, append
    topics          TEXT,                         -- JSON array, sorted, append
    media           TEXT,                         -- text, append
    response        TEXT,                         -- text, append
    refusal_reasons TEXT,                         -- JSON array, sorted, append
    refusal_text    TEXT,                         -- text, append
    follow_up_date  TEXT,                         -- YYYY-MM-DD, append
    extra           TEXT,                         -- fields written by a newer version, JSON
    dots            TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts       TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- A registration case; case is a word of SQL. Fields and their classes: core/src/case/field.rs.
CREATE TABLE registration_case (
    id                     TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code           TEXT    NOT NULL,             -- dotted; empty outside a village
    stream                 TEXT    NOT NULL,             -- stream the row travels in
    rev                    INTEGER NOT NULL,             -- +1 with every accepted change
    person_ids             TEXT,                         -- JSON array, sorted, union
    route                  TEXT,                         -- text, lww
    channel                TEXT,                         -- text, lww
    state                  TEXT,                         -- text, state
    opened_date            TEXT,                         -- YYYY-MM-DD, lww
    submitted_date         TEXT,                         -- YYYY-MM-DD, lww
    reference_no           TEXT,                         -- text, lww
    va_no                  TEXT,                         -- text, lww
    first_payment_due_from TEXT,                         -- YYYY-MM-DD, lww
    first_payment_due_to   TEXT,                         -- YYYY-MM-DD, lww
    instalment_no          INTEGER,                      -- number, lww
    instalment_of          INTEGER,                      -- number, lww
    paid_date              TEXT,                         -- YYYY-MM-DD, lww
    active_from            TEXT,                         -- YYYY-MM-DD, lww
    reject_code            TEXT,                         -- text, lww
    documents              TEXT,                         -- JSON, lww
    note                   TEXT,                         -- text, lww
    extra                  TEXT,                         -- fields written by a newer version, JSON
    dots                   TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts              TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- Population of an area in a semester. Fields and their classes: core/src/population_ref/mod.rs.
CREATE TABLE population_ref (
    id           TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code TEXT    NOT NULL,             -- dotted; empty outside a village
    stream       TEXT    NOT NULL,             -- stream the row travels in
    rev          INTEGER NOT NULL,             -- +1 with every accepted change
    area_code    TEXT,                         -- text, lww
    year         INTEGER,                      -- number, lww
    semester     INTEGER,                      -- number, lww
    population   INTEGER,                      -- number, lww
    families     INTEGER,                      -- number, lww
    source       TEXT,                         -- text, lww
    document_no  TEXT,                         -- text, lww
    as_of        TEXT,                         -- YYYY-MM-DD, lww
    extra        TEXT,                         -- fields written by a newer version, JSON
    dots         TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts    TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- T and A of an area as BPJS states them by letter. Fields and their classes: core/src/official_figure/mod.rs.
CREATE TABLE official_figure (
    id           TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code TEXT    NOT NULL,             -- dotted; empty outside a village
    stream       TEXT    NOT NULL,             -- stream the row travels in
    rev          INTEGER NOT NULL,             -- +1 with every accepted change
    area_code    TEXT,                         -- text, lww
    as_of        TEXT,                         -- YYYY-MM-DD, lww
    registered   INTEGER,                      -- number, lww
    active       INTEGER,                      -- number, lww
    letter_no    TEXT,                         -- text, lww
    extra        TEXT,                         -- fields written by a newer version, JSON
    dots         TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts    TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- A dated setting of an area. Fields and their classes: core/src/setting/mod.rs.
CREATE TABLE setting (
    id           TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code TEXT    NOT NULL,             -- dotted; empty outside a village
    stream       TEXT    NOT NULL,             -- stream the row travels in
    rev          INTEGER NOT NULL,             -- +1 with every accepted change
    key          TEXT,                         -- text, lww
    area_code    TEXT,                         -- text, lww
    valid_from   TEXT,                         -- YYYY-MM-DD, lww
    valid_to     TEXT,                         -- YYYY-MM-DD, lww
    value        TEXT,                         -- JSON, lww
    basis        TEXT,                         -- text, lww
    extra        TEXT,                         -- fields written by a newer version, JSON
    dots         TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts    TEXT                          -- second values waiting for a person, JSON
) STRICT;

-- Something a person did with people's data. Fields and their classes: core/src/audit/mod.rs.
CREATE TABLE audit (
    id           TEXT    NOT NULL PRIMARY KEY, -- row id
    village_code TEXT    NOT NULL,             -- dotted; empty outside a village
    stream       TEXT    NOT NULL,             -- stream the row travels in
    rev          INTEGER NOT NULL,             -- +1 with every accepted change
    action       TEXT,                         -- text, append
    actor        TEXT,                         -- text, append
    object       TEXT,                         -- text, append
    count        INTEGER,                      -- number, append
    purpose      TEXT,                         -- text, append
    at           TEXT,                         -- text, append
    extra        TEXT,                         -- fields written by a newer version, JSON
    dots         TEXT,                         -- who wrote each field, core/src/row/dots.rs
    conflicts    TEXT                          -- second values waiting for a person, JSON
) STRICT;

CREATE INDEX person_by_village ON person (village_code);
CREATE INDEX person_by_family ON person (family_id);
CREATE INDEX person_by_nik ON person (nik) WHERE nik IS NOT NULL;
CREATE INDEX family_by_village ON family (village_code, hamlet, rw, rt);
CREATE INDEX membership_by_person ON membership (person_id, as_of);
CREATE INDEX visit_by_family ON visit (family_id, visit_date);
CREATE INDEX advocacy_by_person ON advocacy (person_id, advocacy_date);
CREATE INDEX case_by_village ON registration_case (village_code);
