#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the console's tables take, as one client on one connection sees it.

    build/release/bin/kith-bench seed --data /tmp/large --people 100000 --chats 2000 --messages 20000
    python3 tests/bench/admin_pages.py build/release/bin/kithd /tmp/large

Starts that kithd on that folder (LOCAL, with the demo people, on a free port of this machine), asks
as its owner, and stops it. The last lines suspend, reactivate and sign out 200 people.
"""

import http.client
import json
import statistics
import subprocess
import sys
import time
from urllib.parse import quote


class Console:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.headers = {"Content-Type": "application/json"}
        token = self.ask("POST", "auth/login", {"login": "admin@admin.ru", "password": "admin"})[0]
        self.headers["Authorization"] = "Bearer " + token["access_token"]

    def ask(self, method, path, body=None):
        """The answer, and how long it took in milliseconds."""
        start = time.perf_counter()
        text = None if body is None else json.dumps(body)
        self.connection.request(method, "/api/v2/" + path, text, self.headers)
        answer = self.connection.getresponse()
        data = json.loads(answer.read() or "null")
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {data}")
        return data, (time.perf_counter() - start) * 1000

    def repeated(self, path, times=9):
        answers = [self.ask("GET", path) for _ in range(times)]
        return answers[-1][0], [took for _, took in answers]


def say(what, times, more=""):
    print(f"{what:<40} median {statistics.median(times):7.1f} ms  worst {max(times):7.1f}  {more}")


def page(console, what, path):
    data, times = console.repeated(path)
    total = data.get("total")
    say(what, times, "" if total is None else f"{len(data['items'])} of {total}")


def walk(console, what, path):
    """Every page, by `next`."""
    times, cursor = [], ""
    while cursor is not None:
        data, took = console.ask("GET", path + (f"&cursor={cursor}" if cursor else ""))
        times.append(took)
        cursor = data["next"]
    say(what, times, f"{len(times)} pages")


def people(console):
    for sort in ("username", "full_name", "email", "role", "created_at", "last_seen"):
        for order in ("asc", "desc"):
            page(console, f"people by {sort} {order}",
                 f"admin/users?limit=100&total=true&sort={sort}&order={order}")
    for sort in ("username", "role", "last_seen"):
        walk(console, f"all people by {sort}", f"admin/users?limit=100&sort={sort}")
    for search in ("person", "99", "person54321@", "nobody here"):
        page(console, f"search \"{search}\"",
             f"admin/users?limit=100&total=true&search={quote(search)}")
    for what in ("role=owner", "role=user", "is_active=false"):
        page(console, what, f"admin/users?limit=100&total=true&sort=full_name&{what}")


def others(console):
    for sort in ("name", "created_at", "updated_at", "member_count", "message_count"):
        page(console, f"chats by {sort}", f"admin/chats?limit=100&total=true&sort={sort}")
    page(console, "sessions", "admin/sessions?limit=100")


def bulk(console):
    ids = []
    for sort in ("created_at", "username"):
        found = console.ask("GET", f"admin/users?limit=100&role=user&order=desc&sort={sort}")[0]
        ids += [user["id"] for user in found["items"] if user["id"] not in ids]
    for action in ("suspend", "reactivate", "end_sessions"):
        for dry in (True, False):
            data, took = console.ask(
                "POST", "admin/users/bulk", {"action": action, "user_ids": ids, "dry_run": dry})
            say(f"{action}{', dry run' if dry else ''}", [took],
                f"{data['changed']} of {len(ids)} changed")
    page(console, "audit log", "admin/audit?limit=100")
    data, took = console.ask("GET", "admin/audit/verification")
    say("verification", [took], f"{data['to']} entries, broken at {data['broken_at']}")


def main(kithd, folder):
    settings = ["--set", "server.environment=LOCAL", "--set", "limits.profile=off"]
    server = subprocess.Popen([kithd, "serve", "--data", folder, "--port", "0", *settings],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        ready = server.stdout.readline()
        if not ready:
            raise SystemExit("kithd did not start")
        console = Console(int(ready.rsplit(":", 1)[1]))
        people(console)
        others(console)
        bulk(console)
    finally:
        server.terminate()
        server.wait()


main(*sys.argv[1:])
