-- The audit log (core/audit.h). Append-only, dense, each entry sealed with the hash of the one
-- before it; audit_head says where the log ends, and its row is the lock under which it grows.

CREATE TABLE audit_log (
    seq {bigint} PRIMARY KEY,
    at {bigint} NOT NULL,
    actor_id {bigint},
    actor_name VARCHAR(64) NOT NULL,
    action VARCHAR(64) NOT NULL,
    target_kind VARCHAR(32) NOT NULL,
    target_id {bigint} NOT NULL,
    target_name VARCHAR(200) NOT NULL,
    changes {text} NOT NULL,
    reason {text} NOT NULL,
    address VARCHAR(64) NOT NULL,
    request_id VARCHAR(64) NOT NULL,
    search_key {text} NOT NULL,
    hash VARCHAR(64) NOT NULL
) {table};
CREATE INDEX audit_actor ON audit_log (actor_id, seq);
CREATE INDEX audit_target ON audit_log (target_kind, target_id, seq);

CREATE TABLE audit_head (
    id {bigint} PRIMARY KEY,
    seq {bigint} NOT NULL,
    hash VARCHAR(64) NOT NULL
) {table};
INSERT INTO audit_head (id, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
