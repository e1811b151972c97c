-- 0003: Signing in to the province's pages in a browser.
-- Why: office accounts have a password since 0001, but nothing remembered who is signed in or how often somebody guessed.

-- An office account signs in by its name, so the name is one of a kind. Field workers sign in on their laptop.
CREATE UNIQUE INDEX account_by_sign_in ON account (lower(name)) WHERE password IS NOT NULL;

-- A browser that is signed in. The token itself is only in the browser.
CREATE TABLE session (
    token_hash    BYTEA  NOT NULL PRIMARY KEY, -- SHA-256 of the token
    account_id    BIGINT NOT NULL,             -- who
    started_at_ms BIGINT NOT NULL,             -- server clock
    seen_at_ms    BIGINT NOT NULL              -- last use, to the minute
);

-- How often somebody guessed wrong, and until when they wait. Forgotten a day after the last guess.
CREATE TABLE login_wait (
    subject     BYTEA  NOT NULL PRIMARY KEY, -- SHA-256 of an account's name or an address
    failures    BIGINT NOT NULL,             -- wrong guesses in a row
    until_at_ms BIGINT NOT NULL              -- no guess before this, server clock
);
