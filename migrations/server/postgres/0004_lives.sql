-- 0004: Ends of rows, lives of devices, own rows that need not come back.
-- Why: nothing but a restore revives a row; a device may be restored, cloned, revoked or lose an area; what a device
-- wrote by itself is not sent to it again.

ALTER TABLE device ADD COLUMN durable_wm BIGINT NOT NULL DEFAULT 0; -- highest segment also safe off this machine
ALTER TABLE device ADD COLUMN parent_dev BIGINT;                    -- earlier life of the same disk
ALTER TABLE device ADD COLUMN parent_seq BIGINT;                    -- last segment both lives share
ALTER TABLE device ADD COLUMN born_at_ms BIGINT NOT NULL DEFAULT 0; -- enrolment of this life, server clock

-- An area a device loses stays here: work from before still counts for a while.
ALTER TABLE assignment ADD COLUMN lost_arev BIGINT;     -- first assignment revision without it
ALTER TABLE assignment ADD COLUMN lost_at_ms BIGINT;    -- when, server clock
ALTER TABLE assignment ADD COLUMN lost_security BIGINT; -- 1 if taken for reasons of security

ALTER TABLE stream ADD COLUMN floor BIGINT NOT NULL DEFAULT 0; -- ends at or below it are forgotten by the stream

-- When a boot of a device began: dates what it wrote, whatever its wall clock says.
CREATE TABLE boot (
    dev     BIGINT           NOT NULL, -- device
    boot    TEXT COLLATE "C" NOT NULL, -- random name
    zero_ms BIGINT           NOT NULL, -- server clock
    PRIMARY KEY (dev, boot)
);

-- A row that is gone. Never forgotten, so that nothing revives it by accident.
CREATE TABLE dead_row (
    row_id      TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- row
    noun        TEXT COLLATE "C" NOT NULL,             -- table it was in
    stream      TEXT COLLATE "C" NOT NULL,             -- stream it was in
    why         TEXT COLLATE "C" NOT NULL,             -- core/src/row/tomb.rs
    to_id       TEXT COLLATE "C" NOT NULL,             -- row that stays, or the reason given
    dot         TEXT COLLATE "C" NOT NULL,             -- write that ended it
    doc         TEXT COLLATE "C" NOT NULL,             -- the row as it was, core/src/row/wire.rs
    ended_at_ms BIGINT           NOT NULL              -- server clock
);
CREATE INDEX dead_row_by_survivor ON dead_row (to_id) WHERE why = 'merged';

-- Latest position of each row in its stream; found by row first, because a request names rows.
DROP INDEX entry_by_position;
ALTER TABLE entry DROP CONSTRAINT entry_pkey;
ALTER TABLE entry ADD PRIMARY KEY (row_id, stream);
ALTER TABLE entry ADD COLUMN dev     BIGINT NOT NULL DEFAULT 0; -- device of the latest change; 0 is the server
ALTER TABLE entry ADD COLUMN other   BIGINT NOT NULL DEFAULT 0; -- latest position that device cannot make itself
ALTER TABLE entry ADD COLUMN gone    TEXT COLLATE "C";          -- why the row is no longer here
ALTER TABLE entry ADD COLUMN gone_to TEXT COLLATE "C";          -- row that stays, new stream, or the reason given
ALTER TABLE entry ADD COLUMN rev     BIGINT NOT NULL DEFAULT 0; -- revision of an end; 0 while the row lives
ALTER TABLE entry ADD COLUMN at_ms   BIGINT NOT NULL DEFAULT 0; -- server clock of the latest change
UPDATE entry SET other = seq;
CREATE UNIQUE INDEX entry_by_position ON entry (stream, seq);
