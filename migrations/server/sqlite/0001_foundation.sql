-- 0001: The foundation: segments, rows, streams, devices, codes.
-- Why: first release. Nouns have the same columns as on a device, so that one set of report queries serves both.

-- Small facts of this server: province, epoch.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY, -- name
    value TEXT NOT NULL              -- text or number as text
) STRICT;

-- Regions of the province, all levels.
CREATE TABLE region (
    code TEXT NOT NULL PRIMARY KEY, -- dotted
    name TEXT NOT NULL              -- name as shown
) STRICT, WITHOUT ROWID;

-- Key of imported row ids, made when a village is first assigned.
CREATE TABLE village_key (
    village_code TEXT NOT NULL PRIMARY KEY, -- dotted
    id_key       BLOB NOT NULL              -- 32 random bytes
) STRICT, WITHOUT ROWID;

-- A person who signs in: field worker or office.
CREATE TABLE account (
    account_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- number in u-31
    name       TEXT    NOT NULL,                           -- name shown on the tile
    role       TEXT    NOT NULL,                           -- core/src/access.rs
    area_code  TEXT    NOT NULL,                           -- where the role holds
    state      TEXT    NOT NULL DEFAULT 'active',          -- active, suspended, revoked
    password   TEXT                                        -- argon2id, for office accounts
) STRICT;

-- A one-time enrolment code.
CREATE TABLE enrol_code (
    finder        TEXT    NOT NULL PRIMARY KEY, -- finds it
    secret_hash   BLOB    NOT NULL,             -- SHA-256 of finder and secret
    account_id    INTEGER NOT NULL,             -- whose
    village_code  TEXT    NOT NULL,             -- where
    expires_at_ms INTEGER NOT NULL,             -- server clock
    tries_left    INTEGER NOT NULL DEFAULT 5,   -- wrong secrets until it dies
    dev           INTEGER                       -- device it enrolled
) STRICT, WITHOUT ROWID;

-- A device and where its chain stands.
CREATE TABLE device (
    dev        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- device number; 0 is the server
    device_key BLOB    NOT NULL UNIQUE,                    -- Ed25519, signs requests
    state      TEXT    NOT NULL DEFAULT 'active',          -- active, suspended, revoked
    wm         INTEGER NOT NULL DEFAULT 0,                 -- highest segment recorded
    head_hash  BLOB    NOT NULL,                           -- chain hash there
    arev       INTEGER NOT NULL DEFAULT 1,                 -- assignment revision
    sid        INTEGER NOT NULL DEFAULT 0,                 -- highest request number seen
    seen_at_ms INTEGER NOT NULL DEFAULT 0                  -- last contact, server clock
) STRICT;

-- A worker's signing key on one device.
CREATE TABLE worker_key (
    dev        INTEGER NOT NULL, -- device
    account_id INTEGER NOT NULL, -- person
    worker_key BLOB    NOT NULL, -- Ed25519, signs segments
    PRIMARY KEY (dev, account_id)
) STRICT, WITHOUT ROWID;

-- Streams a device is given.
CREATE TABLE assignment (
    dev          INTEGER NOT NULL, -- device
    village_code TEXT    NOT NULL, -- dotted
    PRIMARY KEY (dev, village_code)
) STRICT, WITHOUT ROWID;

-- Every segment ever received. Immutable: the audit truth from which rows can be rebuilt.
CREATE TABLE segment (
    recorded       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- order of recording
    dev            INTEGER NOT NULL,                           -- whose chain
    seq            INTEGER NOT NULL,                           -- place in it
    body           BLOB    NOT NULL,                           -- the signed bytes
    hash           BLOB    NOT NULL,                           -- chain hash
    sig            BLOB    NOT NULL,                           -- signature as received
    outcome        TEXT    NOT NULL,                           -- JSON array, one text per operation
    t_cmp_ms       INTEGER NOT NULL,                           -- corrected time, never after receipt
    received_at_ms INTEGER NOT NULL,                           -- server clock
    UNIQUE (dev, seq)
) STRICT;

-- Unit of replication: head, checksum. Moves only inside a write transaction.
CREATE TABLE stream (
    stream TEXT    NOT NULL PRIMARY KEY, -- name
    head   INTEGER NOT NULL,             -- last position
    ck     TEXT    NOT NULL              -- checksum of live rows, wrapping u64 as text
) STRICT, WITHOUT ROWID;

-- Latest position of each row in its stream.
CREATE TABLE entry (
    stream TEXT    NOT NULL, -- stream
    row_id TEXT    NOT NULL, -- row
    seq    INTEGER NOT NULL, -- position
    noun   TEXT    NOT NULL, -- table
    PRIMARY KEY (stream, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_position ON entry (stream, seq);

-- Figures of a village as of the day of its last change; kept in the same transaction as the rows.
CREATE TABLE figure (
    village_code TEXT NOT NULL PRIMARY KEY, -- dotted
    as_of        TEXT NOT NULL,             -- YYYY-MM-DD
    counts       TEXT NOT NULL              -- core/src/figures/mod.rs as JSON
) STRICT, WITHOUT ROWID;

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
