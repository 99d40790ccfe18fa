"""Coroutines in tests. Playwright keeps a loop running in the process, beside which no other can be begun."""

import asyncio
import concurrent.futures


def run(coroutine):
    """What ``coroutine`` returns, run to its end in a thread with a loop of its own."""
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
