-- What the console needs: an index for each sort and filter of its tables, people counted as they
-- change (core/usercounts.h), links with which people set a new password (core/passwordlinks.h),
-- names of chats to search in, and leave to read a chat (core/adminreading.h).

CREATE INDEX users_full_name ON users (full_name);
CREATE INDEX users_role ON users (role);
CREATE INDEX users_active ON users (is_active, role);
CREATE INDEX users_created ON users (created_at);
CREATE INDEX users_seen ON users (last_seen_at);

CREATE TABLE user_counts (
    role {bigint} NOT NULL,
    is_active {bigint} NOT NULL,
    people {bigint} NOT NULL,
    PRIMARY KEY (role, is_active)
) {clustered};
INSERT INTO user_counts (role, is_active, people)
VALUES (0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 0), (2, 0, 0), (2, 1, 0), (3, 0, 0), (3, 1, 0);
UPDATE user_counts SET people = (
    SELECT COUNT(*) FROM users
    WHERE users.role = user_counts.role AND users.is_active = user_counts.is_active);

CREATE TABLE password_links (
    user_id {bigint} PRIMARY KEY,
    token_hash VARCHAR(64) NOT NULL,
    expires_at {bigint} NOT NULL
) {table};
CREATE UNIQUE INDEX password_links_token ON password_links (token_hash);

CREATE INDEX chats_name ON chats (name);
CREATE INDEX chats_created ON chats (created_at);
CREATE INDEX chats_members ON chats (member_count);
CREATE INDEX sessions_used ON sessions (last_used_at);

-- Folded name and topic, apart from the chat's row: that one is written with every message.
CREATE TABLE chat_search (
    chat_id {bigint} PRIMARY KEY,
    search_key {text} NOT NULL
) {table};

CREATE TABLE chat_readings (
    id {bigint} PRIMARY KEY,
    chat_id {bigint} NOT NULL,
    user_id {bigint} NOT NULL,
    expires_at {bigint} NOT NULL
) {table};
CREATE INDEX chat_readings_expiry ON chat_readings (expires_at);
