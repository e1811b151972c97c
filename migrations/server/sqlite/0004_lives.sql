-- 0004: Ends of rows, lives of devices, own rows that need not come back.
-- Why: nothing but a restore revives a row; a device may be restored, cloned, revoked or lose an area; what a device
-- wrote by itself is not sent to it again.

ALTER TABLE device ADD COLUMN durable_wm INTEGER NOT NULL DEFAULT 0; -- highest segment also safe off this machine
ALTER TABLE device ADD COLUMN parent_dev INTEGER;                    -- earlier life of the same disk
ALTER TABLE device ADD COLUMN parent_seq INTEGER;                    -- last segment both lives share
ALTER TABLE device ADD COLUMN born_at_ms INTEGER NOT NULL DEFAULT 0; -- enrolment of this life, server clock

-- An area a device loses stays here: work from before still counts for a while.
ALTER TABLE assignment ADD COLUMN lost_arev INTEGER;     -- first assignment revision without it
ALTER TABLE assignment ADD COLUMN lost_at_ms INTEGER;    -- when, server clock
ALTER TABLE assignment ADD COLUMN lost_security INTEGER; -- 1 if taken for reasons of security

ALTER TABLE stream ADD COLUMN floor INTEGER NOT NULL DEFAULT 0; -- ends at or below it are forgotten by the stream

-- When a boot of a device began: dates what it wrote, whatever its wall clock says.
CREATE TABLE boot (
    dev     INTEGER NOT NULL, -- device
    boot    TEXT    NOT NULL, -- random name
    zero_ms INTEGER NOT NULL, -- server clock
    PRIMARY KEY (dev, boot)
) STRICT, WITHOUT ROWID;

-- A row that is gone. Never forgotten, so that nothing revives it by accident.
CREATE TABLE dead_row (
    row_id      TEXT    NOT NULL PRIMARY KEY, -- row
    noun        TEXT    NOT NULL,             -- table it was in
    stream      TEXT    NOT NULL,             -- stream it was in
    why         TEXT    NOT NULL,             -- core/src/row/tomb.rs
    to_id       TEXT    NOT NULL,             -- row that stays, or the reason given
    dot         TEXT    NOT NULL,             -- write that ended it
    doc         TEXT    NOT NULL,             -- the row as it was, core/src/row/wire.rs
    ended_at_ms INTEGER NOT NULL              -- server clock
) STRICT, WITHOUT ROWID;
CREATE INDEX dead_row_by_survivor ON dead_row (to_id) WHERE why = 'merged';

-- Latest position of each row in its stream; found by row first, because a request names rows.
ALTER TABLE entry RENAME TO entry_before;
DROP INDEX entry_by_position;
CREATE TABLE entry (
    stream  TEXT    NOT NULL, -- stream
    row_id  TEXT    NOT NULL, -- row
    seq     INTEGER NOT NULL, -- position
    noun    TEXT    NOT NULL, -- table
    dev     INTEGER NOT NULL, -- device of the latest change; 0 is the server
    other   INTEGER NOT NULL, -- latest position that device cannot make itself; 0 if the row is all its own
    gone    TEXT,             -- why the row is no longer here
    gone_to TEXT,             -- row that stays, new stream, or the reason given
    rev     INTEGER NOT NULL, -- revision of an end; 0 while the row lives
    at_ms   INTEGER NOT NULL, -- server clock of the latest change
    PRIMARY KEY (row_id, stream)
) STRICT, WITHOUT ROWID;
INSERT INTO entry (stream, row_id, seq, noun, dev, other, rev, at_ms)
SELECT stream, row_id, seq, noun, 0, seq, 0, 0 FROM entry_before;
DROP TABLE entry_before;
CREATE UNIQUE INDEX entry_by_position ON entry (stream, seq);
