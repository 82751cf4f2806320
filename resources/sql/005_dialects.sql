-- What the APIs of the five older services show and Kith's own does not.

-- The availability that people choose for themselves, and why somebody is not active and how long.
ALTER TABLE users ADD COLUMN availability {bigint} NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN suspension {bigint} NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN suspended_until {bigint};
UPDATE users SET suspension = 1 WHERE is_active = 0;

-- How many of a chat's messages are deleted: totals without them need no count.
ALTER TABLE chats ADD COLUMN deleted_count {bigint} NOT NULL DEFAULT 0;
-- Those of them that keep their place.
ALTER TABLE chats ADD COLUMN tombstone_count {bigint} NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN photo_url VARCHAR(1000);
UPDATE chats SET deleted_count = (
    SELECT COUNT(*) FROM messages
    WHERE messages.chat_id = chats.id AND messages.deleted_at IS NOT NULL);
