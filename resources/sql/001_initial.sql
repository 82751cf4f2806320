-- The first schema. Portable SQL; the runner replaces {words} for each engine (store/sqldialect).
-- Times are milliseconds since 1970 UTC; kinds, roles and types are the numbers of their enums.

CREATE TABLE users (
    id {bigint} PRIMARY KEY,
    username VARCHAR(64) NOT NULL,
    username_key VARCHAR(64) NOT NULL,
    email VARCHAR(320) NOT NULL,
    email_key VARCHAR(320) NOT NULL,
    full_name VARCHAR(200) NOT NULL,
    avatar_url VARCHAR(1000),
    title VARCHAR(200) NOT NULL,
    team VARCHAR(200) NOT NULL,
    about {text} NOT NULL,
    search_key {text} NOT NULL,
    role {bigint} NOT NULL,
    is_active {bigint} NOT NULL,
    password_hash VARCHAR(256) NOT NULL,
    status_text VARCHAR(200) NOT NULL,
    status_emoji VARCHAR(64) NOT NULL,
    status_expires_at {bigint},
    last_seen_at {bigint},
    stream_seq {bigint} NOT NULL,
    created_at {bigint} NOT NULL,
    updated_at {bigint} NOT NULL
) {table};
CREATE UNIQUE INDEX users_username ON users (username_key);
CREATE UNIQUE INDEX users_email ON users (email_key);

CREATE TABLE chats (
    id {bigint} PRIMARY KEY,
    kind {bigint} NOT NULL,
    name VARCHAR(200) NOT NULL,
    topic {text} NOT NULL,
    is_public {bigint} NOT NULL,
    is_archived {bigint} NOT NULL,
    is_default {bigint} NOT NULL,
    direct_key VARCHAR(64),
    created_by {bigint},
    created_at {bigint} NOT NULL,
    updated_at {bigint} NOT NULL,
    last_seq {bigint} NOT NULL,
    message_count {bigint} NOT NULL,
    last_message_seq {bigint} NOT NULL,
    last_message_id {bigint},
    member_count {bigint} NOT NULL
) {table};
CREATE UNIQUE INDEX chats_direct ON chats (direct_key);
CREATE INDEX chats_public ON chats (is_public, id);
CREATE INDEX chats_default ON chats (is_default, id);

CREATE TABLE members (
    chat_id {bigint} NOT NULL,
    user_id {bigint} NOT NULL,
    role {bigint} NOT NULL,
    joined_at {bigint} NOT NULL,
    last_read_seq {bigint} NOT NULL,
    last_read_ordinal {bigint} NOT NULL,
    muted {bigint} NOT NULL,
    PRIMARY KEY (chat_id, user_id)
) {clustered};
CREATE INDEX members_user ON members (user_id, chat_id);

CREATE TABLE messages (
    id {bigint} PRIMARY KEY,
    chat_id {bigint} NOT NULL,
    seq {bigint} NOT NULL,
    ordinal {bigint} NOT NULL,
    sender_id {bigint} NOT NULL,
    content {text} NOT NULL,
    type {bigint} NOT NULL,
    reply_to {bigint},
    client_id VARCHAR(128),
    body_hash {bigint} NOT NULL,
    mentions {text} NOT NULL,
    reaction_count {bigint} NOT NULL,
    created_at {bigint} NOT NULL,
    edited_at {bigint},
    deleted_at {bigint}
) {table};
CREATE UNIQUE INDEX messages_place ON messages (chat_id, seq);
-- Exactly once, for ever: one message for a sender's client_id.
CREATE UNIQUE INDEX messages_client ON messages (sender_id, client_id){where_client_id};
CREATE INDEX messages_reply ON messages (reply_to, seq){where_reply_to};

CREATE TABLE message_versions (
    message_id {bigint} NOT NULL,
    version {bigint} NOT NULL,
    content {text} NOT NULL,
    written_at {bigint} NOT NULL,
    PRIMARY KEY (message_id, version)
) {clustered};

CREATE TABLE reactions (
    chat_id {bigint} NOT NULL,
    message_seq {bigint} NOT NULL,
    emoji VARCHAR(64) NOT NULL,
    user_id {bigint} NOT NULL,
    created_at {bigint} NOT NULL,
    PRIMARY KEY (chat_id, message_seq, emoji, user_id)
) {clustered};

CREATE TABLE mentions (
    chat_id {bigint} NOT NULL,
    user_id {bigint} NOT NULL,
    message_seq {bigint} NOT NULL,
    message_id {bigint} NOT NULL,
    at {bigint} NOT NULL,
    PRIMARY KEY (chat_id, user_id, message_seq)
) {clustered};
CREATE INDEX mentions_user ON mentions (user_id, at, message_id);

CREATE TABLE events (
    stream_kind {bigint} NOT NULL,
    stream_id {bigint} NOT NULL,
    seq {bigint} NOT NULL,
    kind {bigint} NOT NULL,
    chat_id {bigint} NOT NULL,
    actor_id {bigint} NOT NULL,
    user_id {bigint},
    message_id {bigint},
    emoji VARCHAR(64),
    at {bigint} NOT NULL,
    PRIMARY KEY (stream_kind, stream_id, seq)
) {clustered};

CREATE TABLE sessions (
    id {bigint} PRIMARY KEY,
    user_id {bigint} NOT NULL,
    seed {blob} NOT NULL,
    generation {bigint} NOT NULL,
    rotated_at {bigint} NOT NULL,
    client VARCHAR(200) NOT NULL,
    address VARCHAR(64) NOT NULL,
    audience VARCHAR(32) NOT NULL,
    created_at {bigint} NOT NULL,
    last_used_at {bigint} NOT NULL,
    expires_at {bigint} NOT NULL,
    revoked_at {bigint}
) {table};
CREATE INDEX sessions_user ON sessions (user_id, last_used_at);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE idempotency_keys (
    user_id {bigint} NOT NULL,
    idempotency_key VARCHAR(128) NOT NULL,
    request_hash {bigint} NOT NULL,
    status {bigint} NOT NULL,
    body {blob} NOT NULL,
    created_at {bigint} NOT NULL,
    PRIMARY KEY (user_id, idempotency_key)
) {clustered};
CREATE INDEX idempotency_age ON idempotency_keys (created_at);

CREATE TABLE id_blocks (
    name VARCHAR(32) PRIMARY KEY,
    next_id {bigint} NOT NULL
) {clustered};
INSERT INTO id_blocks (name, next_id) VALUES ('all', 1);
