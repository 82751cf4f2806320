-- Some people's rows were written back as they had been before their first events: their stream ends
-- where its newest event is, and never before. Kind 2 is a person's own stream.

UPDATE users SET stream_seq = (
    SELECT MAX(seq) FROM events WHERE stream_kind = 2 AND stream_id = users.id
) WHERE stream_seq < (
    SELECT COALESCE(MAX(seq), 0) FROM events WHERE stream_kind = 2 AND stream_id = users.id
);
