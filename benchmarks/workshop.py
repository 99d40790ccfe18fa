"""A room of phones at one laptop: how soon answers are acknowledged, and seen on the board; what is lost.

Each participant sends an answer every five seconds; clients run on the same processors as the server.
``python benchmarks/workshop.py [PEOPLE SECONDS]``: one room; without them 200 for ten minutes, then 1,000.
"""

import asyncio
import json
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import httpx
import psutil
from measure import report
from websockets.asyncio.client import connect

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from workshop_server import Workshop  # noqa: E402 (what tests ask a server with)

EVERY = 5.0  # seconds between two answers of one person
SLUG = "advocacy-story"
KEY = f"localsdg:{SLUG}"
TEXT = "Our town counted its wells, and then it mended them. " * 12
AIMS = {
    "200": {"ack_p95_ms": 50, "ack_p99_ms": 150, "board_p95_ms": 250, "lost": 0},
    "1000": {"ack_p95_ms": 100, "board_p95_ms": 250, "lost": 0},
    "server": {"up_s": 1.5, "peak_mb": 120, "join_bytes": 100_000},
}


def main(people: int = 0, seconds: int = 0) -> bool:
    """Measure; whether all aims were met."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    rooms = [(people, seconds)] if people else [(200, 600), (1000, 120)]
    figures = {}
    for count, length in rooms:
        found, server = room(count, length)
        figures |= {f"{count}_{name}": value for name, value in found.items()} | server
    aims = {f"{count}_{name}": aim for count, _ in rooms for name, aim in AIMS.get(str(count), {}).items()}
    aims |= AIMS["server"]
    said = ", ".join(f"{name} {value:g}" for name, value in figures.items())
    report("workshop", figures, f"A workshop: {said}.")
    return all(figures[name] <= aim for name, aim in aims.items())


def room(count, seconds):
    """``(figures of the room, figures of the server)``."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        workshop = Workshop(folder, ROOT)
        up = time.perf_counter() - begun
        try:
            weight = join_bytes(workshop)
            found = asyncio.run(play(workshop, count, seconds))
            process = psutil.Process(workshop.process.pid)
            peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text()).group(1)
            cpu = sum(process.cpu_times()[:2])
        finally:
            workshop.stop()
        kept = dict(sqlite3.connect(Path(folder) / "workshop.db").execute("SELECT person, text FROM work"))
    lost = sum(json.loads(kept.get(person, "null")) != answer for person, answer in found.pop("last").items())
    server = {"up_s": round(up, 2), "peak_mb": round(int(peak) / 1000), "join_bytes": weight}
    return {**found, "lost": lost, "server_cpu": round(cpu / seconds, 2)}, server


def join_bytes(workshop):
    """What the page to join weighs with all that it loads, as sent."""
    names = ["", *(f"static/{name}" for name in ("own.css", "tokens.css", "draw.css", "join.js"))]
    with httpx.Client(base_url=workshop.address) as client:
        return sum(int(client.get(f"/workshop/{name}").headers["content-length"]) for name in names)


async def play(workshop, count, seconds):
    """A room that works for so long: figures, and under ``last`` what was acknowledged last, by person."""
    tokens = await asyncio.to_thread(join_all, workshop, count)
    taken, seen, last = [], [], {}
    board = asyncio.create_task(watch(workshop, seen))
    end = time.perf_counter() + seconds + EVERY
    await asyncio.gather(*(phone(workshop, token, end, taken, last) for token in tokens))
    await asyncio.sleep(0.5)
    board.cancel()
    return {**spread("ack", taken), **spread("board", seen), "answers": len(taken), "last": last}


def join_all(workshop, count):
    tokens = []
    with httpx.Client(base_url=workshop.address, headers={"origin": workshop.address}) as client:
        for number in range(count):
            client.cookies.clear()
            body = {"code": workshop.code, "name": f"Person {number}"}
            reply = client.post("/workshop/join", json=body)
            if reply.status_code == 429:  # so many do not join from one address: the store is asked directly
                return tokens + added(workshop, count - number)
            tokens.append(client.cookies["localsdg-person"])
    return tokens


def added(workshop, count):
    """Tokens of people that are put into the file while the server is away for a moment."""
    from localsdg_workshop import people, store

    workshop.kill()
    connection, tokens = store.connect(Path(workshop.data)), [people.new_token() for _ in range(count)]
    rows = [
        (people.digest(token), f"Added {number}", "", "en", people.now())
        for number, token in enumerate(tokens)
    ]
    connection.executemany(
        "INSERT INTO people (token, name, team, language, joined) VALUES (?, ?, ?, ?, ?)", rows
    )
    connection.close()
    workshop.start()
    return tokens


async def phone(workshop, token, end, taken, last):
    """One participant: answers at its own moments, each acknowledged."""
    headers = {"Cookie": f"localsdg-person={token}"}
    address = workshop.address.replace("http", "ws") + "/workshop/phone"
    await asyncio.sleep(random.random() * EVERY)
    async with connect(address, origin=workshop.address, additional_headers=headers) as socket:
        await socket.send(json.dumps({"type": "hello", "page": "/", "exercise": SLUG, "keys": []}))
        while (told := json.loads(await socket.recv()))["type"] != "welcome":
            pass
        person, number = told["me"]["id"], 0
        while time.perf_counter() < end:
            number += 1
            answer = {"text": f"@{time.perf_counter():.4f}@ {TEXT}"}
            begun = time.perf_counter()
            values = {KEY: json.dumps(answer)}
            await socket.send(json.dumps({"type": "keep", "id": number, "values": values}))
            while json.loads(await socket.recv()).get("id") != number:
                pass
            taken.append(time.perf_counter() - begun)
            last[person] = answer
            await asyncio.sleep(max(0, EVERY - (time.perf_counter() - begun)))


async def watch(workshop, seen):
    """The board: how old an answer is when it comes."""
    async with httpx.AsyncClient() as client:
        await client.get(workshop.key)
        shown = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    address = workshop.address.replace("http", "ws") + "/workshop/feed"
    async with connect(
        address, origin=workshop.address, additional_headers={"Cookie": shown}, max_size=None
    ) as socket:
        await socket.send(json.dumps({"do": "watch", "key": KEY}))
        async for text in socket:
            now, message = time.perf_counter(), json.loads(text)
            for card in message.get("cards", []):
                seen.append(now - float(card["lines"][0].split("@")[1]))


def spread(name, values):
    """Half, 95 and 99 of a hundred, in ms."""
    ordered = sorted(values) or [0.0]
    at = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    return {
        f"{name}_{key}_ms": round(1000 * ordered[int(share * (len(ordered) - 1))], 1)
        for key, share in at.items()
    }


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:3])) else 1)
