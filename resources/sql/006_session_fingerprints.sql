-- messenger's clients name the device they sign in from: one session each.
ALTER TABLE sessions ADD COLUMN fingerprint VARCHAR(64);
