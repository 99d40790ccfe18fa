"""Start a workshop's server: the file, the port, what is printed, until Ctrl+C."""

import contextlib
import ipaddress
import secrets
import socket
import sqlite3
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

from localsdg.course import root
from localsdg_build import editions, qr
from localsdg_web import serving
from localsdg_web.secret import Secret
from localsdg_workshop import allowance, app, store, words
from localsdg_workshop.join.code import new_code
from localsdg_workshop.patience import Patient, allow_files
from localsdg_workshop.room import Room

HERE = serving.HERE
SETTINGS: dict[str, Any] = {  # of uvicorn
    **serving.SETTINGS,
    "http": Patient,
    "ws": "websockets-sansio",
    "ws_max_size": allowance.MESSAGE,
    "ws_per_message_deflate": False,
    "ws_ping_interval": 20,
    "ws_ping_timeout": 20,
}


def book_folder() -> Path:
    """Where the learner's built book is: no other edition is ever served to a room."""
    return root() / "_build" / editions.edition(editions.LEARNER).html


def run(data: Path, port: int, lan: bool, is_shown: bool = False) -> int:
    """Serve until Ctrl+C; return an exit code. 1: no book, no usable or free folder, or the port is taken.

    ``is_shown``: open the board in this computer's browser.
    """
    told, book = words.words(), book_folder()
    if not (book / "index.html").is_file():
        print(told["start_no_book"].format(folder=book), file=sys.stderr)
        return 1
    with contextlib.ExitStack() as open_:
        try:
            kept = _opened(data, open_)
            room = Room(kept)
        except store.InUse:
            print(told["start_in_use"].format(folder=data), file=sys.stderr)
            return 1
        except (OSError, sqlite3.Error) as problem:
            print(told["start_no_file"].format(folder=data, why=problem), file=sys.stderr)
            return 1
        try:
            bound = serving.bound("0.0.0.0" if lan else HERE, port)
        except OSError as problem:
            why = problem.strerror
            print(told["start_port_taken"].format(port=port, why=why, other=port + 1), file=sys.stderr)
            return 1
        port = bound.getsockname()[1]
        serving.end_as_interrupted()
        addresses = [f"http://{one}:{port}/" for one in (own_addresses() if lan else [HERE])]
        server = _server(room, book, port, addresses)
        allow_files()
        board = f"http://{HERE}:{port}{server.secret.path('/workshop/board')}"
        _say(server, board, lan, told)
        if is_shown:
            threading.Timer(0.3, webbrowser.open, [board]).start()
        serving.run(app.application(server), bound, SETTINGS)
    return 0


def _opened(data, open_):
    open_.callback(store.hold(data).close)
    kept = store.Store(data)
    open_.callback(kept.close)
    return kept


def _server(room: Room, book: Path, port: int, addresses: list[str]) -> app.Server:
    """The server of the workshop in this file: after a crash with the same code and the same secret."""
    made: dict[str, Any] = {
        "code": new_code(),
        "key": secrets.token_urlsafe(24),
        "pass": secrets.token_urlsafe(24),
    }
    reader = room.store.reader
    known = {name: store.setting(reader, name, value) for name, value in made.items()}
    for name, value in known.items():
        reader.execute(*store.to_set(name, value))
    secret = Secret(port, known["key"], known["pass"])
    return app.Server(room, book, known["code"], secret, addresses)


def _say(server: app.Server, board: str, lan: bool, told: dict[str, str]) -> None:
    for address in server.addresses[:1]:
        with contextlib.suppress(UnicodeEncodeError):  # a terminal without such signs
            print(qr.terminal(f"{address}j/{server.code}"))
    for address in server.addresses:
        print(told["start_join"].format(address=address, code=server.code))
    if not server.addresses:
        print(told["start_no_network"])
    print(told["start_board"].format(address=board))
    print(told["start_lan" if lan else "start_here"], flush=True)


def own_addresses() -> list[str]:
    """This computer's addresses in local networks, the one that others most likely reach first."""
    found = []
    for target in ("192.168.0.1", "10.0.0.1", "172.16.0.1"):
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))  # asks the system for the way there; nothing is sent
            found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    usable = [one for one in dict.fromkeys(found) if not ipaddress.ip_address(one).is_loopback]
    return [one for one in usable if one != "0.0.0.0"]
