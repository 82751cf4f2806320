-- A new message is an event of its chat by its own row (core/replay.h): no second row says so.

DELETE FROM events WHERE stream_kind = 1 AND kind = 1;
