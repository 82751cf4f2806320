-- Where streams end that are of no chat and no person. The consoles' stream has kind 3.

CREATE TABLE stream_heads (
    stream_kind {bigint} NOT NULL,
    stream_id {bigint} NOT NULL,
    last_seq {bigint} NOT NULL,
    PRIMARY KEY (stream_kind, stream_id)
) {clustered};
INSERT INTO stream_heads (stream_kind, stream_id, last_seq) VALUES (3, 0, 0);
