#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of kith-bench's durable sends, as a FastAPI service with SQLite does it.

One worker process, as such services run. What is in its favour: uvloop, httptools and websockets
where they are installed, no access log, one open connection to SQLite used without a hop to a
thread pool, an event encoded once for all its readers, and a token that is simply a number.

Usage: fastapi_shape.py DATABASE PORT SENDERS PAIRS
Without pairs everybody is in chat 0; else pair p is chat p + 1 of sender p % SENDERS and person
SENDERS + p.
"""
import asyncio
import json
import sqlite3
import sys
import time
from typing import Optional

import uvicorn
from fastapi import FastAPI, Header, HTTPException, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field

database, port, senders, pairs = sys.argv[1], *map(int, sys.argv[2:5])

db = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("PRAGMA cache_size = -16384")
db.execute("CREATE TABLE members (chat_id INTEGER, user_id INTEGER, PRIMARY KEY (chat_id, user_id))")
db.execute(
    "CREATE TABLE messages (id INTEGER PRIMARY KEY, chat_id INTEGER NOT NULL,"
    " sender_id INTEGER NOT NULL, content TEXT NOT NULL, client_id TEXT, created_at REAL NOT NULL)"
)
db.execute("CREATE INDEX messages_chat ON messages (chat_id, id)")
db.execute("CREATE UNIQUE INDEX messages_client ON messages (sender_id, client_id)")
members = (
    [(0, user) for user in range(senders)]
    if pairs == 0
    else [(p + 1, u) for p in range(pairs) for u in (p % senders, senders + p)]
)
db.execute("BEGIN")
db.executemany("INSERT INTO members VALUES (?, ?)", members)
db.execute("COMMIT")

chats_of: dict = {}
for chat, user in members:
    chats_of.setdefault(user, []).append(chat)


class NewMessage(BaseModel):
    content: str = Field(min_length=1, max_length=10_000)
    client_id: Optional[str] = None


class Message(BaseModel):
    id: int
    chat_id: int
    sender_id: int
    content: str
    client_id: Optional[str]
    created_at: float


app = FastAPI()
listeners: dict = {}  # chat: the WebSockets of its members


def user_of(authorization: str) -> int:
    return int(authorization.removeprefix("Bearer "))


@app.get("/health")
async def health():
    return {"status": "ok"}


@app.post("/chats/{chat_id}/messages", status_code=201, response_model=Message)
async def post_message(chat_id: int, message: NewMessage, authorization: str = Header()):
    sender = user_of(authorization)
    is_member = db.execute(
        "SELECT 1 FROM members WHERE chat_id = ? AND user_id = ?", (chat_id, sender)
    ).fetchone()
    if not is_member:
        raise HTTPException(404, "There is no such chat.")
    now = time.time()
    db.execute("BEGIN IMMEDIATE")
    row = db.execute(
        "INSERT INTO messages (chat_id, sender_id, content, client_id, created_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (chat_id, sender, message.content, message.client_id, now),
    )
    db.execute("COMMIT")
    stored = Message(
        id=row.lastrowid,
        chat_id=chat_id,
        sender_id=sender,
        content=message.content,
        client_id=message.client_id,
        created_at=now,
    )
    event = json.dumps(
        {"type": "message_created", "chat_id": chat_id, "message": stored.dict()},
        separators=(",", ":"),
    )
    await asyncio.gather(*(socket.send_text(event) for socket in listeners.get(chat_id, ())))
    return stored


@app.websocket("/api/v2/ws")
async def realtime(socket: WebSocket):
    await socket.accept()
    mine = chats_of.get(user_of(socket.headers["authorization"]), [])
    for chat_id in mine:
        listeners.setdefault(chat_id, set()).add(socket)
    await socket.send_text('{"type":"ready"}')
    try:
        while True:
            await socket.receive_text()
            await socket.send_text('{"type":"pong"}')
    except WebSocketDisconnect:
        for chat_id in mine:
            listeners[chat_id].discard(socket)


uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_level="warning")
