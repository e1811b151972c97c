-- 0003: Signing in to the province's pages in a browser.
-- Why: office accounts have a password since 0001, but nothing remembered who is signed in or how often somebody guessed.

-- An office account signs in by its name, so the name is one of a kind. Field workers sign in on their laptop.
CREATE UNIQUE INDEX account_by_sign_in ON account (name COLLATE NOCASE) WHERE password IS NOT NULL;

-- A browser that is signed in. The token itself is only in the browser.
CREATE TABLE session (
    token_hash    BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the token
    account_id    INTEGER NOT NULL,             -- who
    started_at_ms INTEGER NOT NULL,             -- server clock
    seen_at_ms    INTEGER NOT NULL              -- last use, to the minute
) STRICT, WITHOUT ROWID;

-- How often somebody guessed wrong, and until when they wait. Forgotten a day after the last guess.
CREATE TABLE login_wait (
    subject     BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of an account's name or an address
    failures    INTEGER NOT NULL,             -- wrong guesses in a row
    until_at_ms INTEGER NOT NULL              -- no guess before this, server clock
) STRICT, WITHOUT ROWID;
