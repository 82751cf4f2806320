# SPDX-License-Identifier: GPL-3.0-or-later
"""python-socketio against kithd: client.py URL TOKEN TRANSPORT. It says on its standard output, a
line of JSON each, what it hears, and does what its standard input says: ["event", argument]."""
import json
import sys
import threading

import socketio

url, token, transport = sys.argv[1:]
client = socketio.Client(reconnection_delay=0.1, reconnection_delay_max=0.2, randomization_factor=0)


turn = threading.Lock()  # events come on threads of their own


def tell(*what):
    with turn:
        print(json.dumps(what), flush=True)


@client.on("*")
def heard(name, *arguments):
    tell(name, *arguments)


@client.event
def connect():
    tell("connect", client.transport())


@client.event
def connect_error(data):
    tell("connect_error", data)


@client.event
def disconnect(*_):
    tell("disconnect")


try:
    client.connect(url, auth={"token": token}, transports=transport.split(","), wait_timeout=5)
except socketio.exceptions.ConnectionError:
    sys.exit(0)
for line in sys.stdin:
    name, argument = json.loads(line)
    client.emit(name, argument, callback=lambda *answer: tell("ack", *answer))
client.disconnect()
