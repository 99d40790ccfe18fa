"""What a request asks."""

import json
from typing import Any

from starlette.requests import Request


async def json_object(request: Request) -> dict[str, Any]:
    """A request's body as an object; empty where it is none. Its size is the guard's to look at."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
