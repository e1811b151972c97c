-- 0003: Ends of rows, own rows that do not come back, pruning.
-- Why: what a laptop wrote by itself is not sent to it again; what is gone for good must stay gone in the view; segments
-- that are in every base and safe at the province need not be kept.

-- Where the base stands; -1 while a snapshot is received, which forgets it. A finished base stands at the cursor.
ALTER TABLE cursor ADD COLUMN base_seq INTEGER NOT NULL DEFAULT -1; -- position
UPDATE cursor SET base_seq = CASE mode WHEN 'inc' THEN h0 ELSE -1 END;
ALTER TABLE cursor DROP COLUMN mode;

-- A row that is gone: people merged into one are still counted as one.
CREATE TABLE dead_row (
    row_id TEXT NOT NULL PRIMARY KEY, -- row
    noun   TEXT NOT NULL,             -- table it was in
    why    TEXT NOT NULL,             -- core/src/row/tomb.rs
    to_id  TEXT NOT NULL              -- row that stays, new stream, or the reason given
) STRICT, WITHOUT ROWID;
CREATE INDEX dead_row_by_survivor ON dead_row (to_id) WHERE why = 'merged';
