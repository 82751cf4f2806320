#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of kith-bench's durable sends and of its office, as a FastAPI service with SQLite does it.

One worker process, as such services run. What is in its favour: uvloop, httptools and websockets
where they are installed, no access log, one open connection to SQLite used without a hop to a
thread pool, an event encoded once for all its readers, and a token that is simply a number.

Usage: fastapi_shape.py DATABASE PORT SENDERS PAIRS
       fastapi_shape.py DATABASE PORT ROOMS
Without pairs everybody is in chat 0; else pair p is chat p + 1 of sender p % SENDERS and person
SENDERS + p. ROOMS is a file with a line for each chat, from 0 on: how many messages are there
already, and its members.
"""
import asyncio
import json
import sqlite3
import sys
import time
from typing import List, Optional

import uvicorn
from fastapi import FastAPI, Header, HTTPException, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field

database, port = sys.argv[1], int(sys.argv[2])
if len(sys.argv) == 4:
    with open(sys.argv[3]) as lines:
        rooms = [list(map(int, line.split())) for line in lines]
    said = [room[0] for room in rooms]
    members = [(chat, user) for chat, room in enumerate(rooms) for user in room[1:]]
else:
    senders, pairs = map(int, sys.argv[3:5])
    said = []
    members = (
        [(0, user) for user in range(senders)]
        if pairs == 0
        else [(p + 1, u) for p in range(pairs) for u in (p % senders, senders + p)]
    )

db = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("PRAGMA cache_size = -16384")
db.execute(
    "CREATE TABLE members (chat_id INTEGER, user_id INTEGER, last_read INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY (chat_id, user_id))"
)
db.execute(
    "CREATE TABLE messages (id INTEGER PRIMARY KEY, chat_id INTEGER NOT NULL,"
    " sender_id INTEGER NOT NULL, content TEXT NOT NULL, client_id TEXT, created_at REAL NOT NULL)"
)
db.execute("CREATE INDEX messages_chat ON messages (chat_id, id)")
db.execute("CREATE UNIQUE INDEX messages_client ON messages (sender_id, client_id)")
db.execute("BEGIN")
db.executemany("INSERT INTO members (chat_id, user_id) VALUES (?, ?)", members)
chats_of: dict = {}
members_of: dict = {}
for chat, user in members:
    chats_of.setdefault(user, []).append(chat)
    members_of.setdefault(chat, []).append(user)
db.executemany(
    "INSERT INTO messages (chat_id, sender_id, content, created_at) VALUES (?, ?, ?, ?)",
    (
        (chat, members_of[chat][i % len(members_of[chat])], "What was said before.", time.time())
        for chat, count in enumerate(said)
        for i in range(count)
    ),
)
db.execute("COMMIT")


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


class Member(BaseModel):
    user_id: int
    last_read: int
    is_online: bool


app = FastAPI()
listeners: dict = {}  # chat: the WebSockets of its members


def user_of(authorization: str) -> int:
    return int(authorization.removeprefix("Bearer "))


@app.get("/health")
async def health():
    return {"status": "ok"}


def check_member(chat_id: int, user: int):
    is_member = db.execute(
        "SELECT 1 FROM members WHERE chat_id = ? AND user_id = ?", (chat_id, user)
    ).fetchone()
    if not is_member:
        raise HTTPException(404, "There is no such chat.")


async def tell(sockets, event: dict):
    """Encoded once. What is on its way to one socket does not wait for another."""
    text = json.dumps(event, separators=(",", ":"))
    await asyncio.gather(*(socket.send_text(text) for socket in sockets))


async def store(chat_id: int, sender: int, message: NewMessage) -> Message:
    check_member(chat_id, sender)
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
    event = {"type": "message_created", "seq": stored.id, "chat_id": chat_id, "message": stored.dict()}
    await tell(listeners.get(chat_id, ()), event)
    return stored


@app.post("/chats/{chat_id}/messages", status_code=201, response_model=Message)
async def post_message(chat_id: int, message: NewMessage, authorization: str = Header()):
    return await store(chat_id, user_of(authorization), message)


# ---- The office: reading over REST; sending, typing, reading and presence by the WebSocket --------

CROWD = 400  # sockets in a chat that are told who types and reads there; Kith's are 200 a reactor
watchers: dict = {}  # user: the WebSockets that are told whether they are online
online: set = set()  # users who have a WebSocket


@app.get("/api/v2/chats/{chat_id}/messages", response_model=List[Message])
async def history(chat_id: int, limit: int, before: int = 1 << 60, authorization: str = Header()):
    check_member(chat_id, user_of(authorization))
    rows = db.execute(
        "SELECT id, chat_id, sender_id, content, client_id, created_at FROM messages"
        " WHERE chat_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
        (chat_id, before, limit),
    )
    return [dict(zip(Message.__fields__, row)) for row in rows]


@app.get("/api/v2/chats/{chat_id}/members", response_model=List[Member])
@app.get("/api/v2/chats/{chat_id}/readers", response_model=List[Member])
async def people(chat_id: int, limit: int, authorization: str = Header()):
    check_member(chat_id, user_of(authorization))
    rows = db.execute(
        "SELECT user_id, last_read FROM members WHERE chat_id = ? ORDER BY user_id LIMIT ?",
        (chat_id, limit),
    )
    return [{"user_id": user, "last_read": seq, "is_online": user in online} for user, seq in rows]


def few(chat_id: int):
    """The sockets of a chat, unless it is a crowd."""
    sockets = listeners.get(chat_id, ())
    return sockets if len(sockets) <= CROWD else ()


def presence(user: int) -> dict:
    return {"type": "presence", "user_id": user, "is_online": user in online}


async def take(socket: WebSocket, user: int, watched: set, frame: dict):
    kind = frame["type"]
    if kind == "send":
        message = NewMessage(content=frame["content"], client_id=frame["client_id"])
        stored = await store(frame["chat_id"], user, message)
        await tell([socket], {"type": "ack", "client_id": stored.client_id, "message": stored.dict()})
    elif kind == "typing":
        others = few(frame["chat_id"])
        await tell([other for other in others if other is not socket], {**frame, "user_id": user})
    elif kind == "read":
        check_member(frame["chat_id"], user)
        db.execute(
            "UPDATE members SET last_read = ? WHERE chat_id = ? AND user_id = ?",
            (frame["seq"], frame["chat_id"], user),
        )
        await tell(few(frame["chat_id"]) or [socket], {**frame, "user_id": user})
    elif kind == "watch":
        for other in watched:
            watchers[other].discard(socket)
        watched.clear()
        watched.update(frame["user_ids"])
        for other in watched:
            watchers.setdefault(other, set()).add(socket)
            await tell([socket], presence(other))
    else:
        await socket.send_text('{"type":"pong"}')


@app.websocket("/api/v2/ws")
async def realtime(socket: WebSocket):
    await socket.accept()
    user = user_of(socket.headers["authorization"])
    mine = chats_of.get(user, [])
    watched: set = set()
    for chat_id in mine:
        listeners.setdefault(chat_id, set()).add(socket)
    online.add(user)
    await tell(watchers.get(user, ()), presence(user))
    await socket.send_text('{"type":"ready"}')
    try:
        while True:
            await take(socket, user, watched, json.loads(await socket.receive_text()))
    except WebSocketDisconnect:
        for chat_id in mine:
            listeners[chat_id].discard(socket)
        for other in watched:
            watchers[other].discard(socket)
        online.discard(user)
        await tell(watchers.get(user, ()), presence(user))


uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_level="warning")
