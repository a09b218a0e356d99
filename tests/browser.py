"""A real browser without a window, asked over its own protocol; there where Chromium or Chrome is."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.terminal import PATIENCE

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

Page = Any
"""Evaluates an expression in the page and returns its value; see `opened`."""


@asynccontextmanager
async def opened(address: str, folder: Path, size: str = "1000,700") -> AsyncIterator[Page]:
    """Open a page in a window of this size; its profile goes into ``folder``."""
    import aiohttp

    assert BROWSER is not None
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run")
    command = [BROWSER, *options, f"--user-data-dir={folder}", f"--window-size={size}", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
        try:
            port = await until(lambda: _port(folder / "DevToolsActivePort"))
            async with aiohttp.ClientSession() as session:

                async def pages() -> list[str]:
                    async with session.get(f"http://127.0.0.1:{port}/json") as found:
                        return [
                            one["webSocketDebuggerUrl"] for one in await found.json() if one["type"] == "page"
                        ]

                (socket,) = await until(pages)
                async with session.ws_connect(socket, max_msg_size=0) as page:

                    async def value(expression: str) -> Any:
                        asked = {"id": 1, "method": "Runtime.evaluate", "params": {"expression": expression}}
                        await page.send_json(asked)
                        while (told := json.loads((await page.receive(timeout=PATIENCE)).data)).get(
                            "id"
                        ) != 1:
                            pass
                        if "result" not in told:  # one page is going and the next not there yet
                            return None
                        return told["result"]["result"].get("value")

                    yield value
        finally:
            browser.terminate()


async def until(found: Any, most: float = PATIENCE) -> Any:
    """Return what a function returns as soon as that is something.

    Raises:
        TimeoutError: it is nothing for so many seconds.
    """
    async with asyncio.timeout(most):
        while not (value := await result if asyncio.iscoroutine(result := found()) else result):
            await asyncio.sleep(0.05)
        return value


def _port(file: Path) -> str:
    lines = file.read_text().split("\n") if file.exists() else []
    return lines[0] if len(lines) > 1 else ""
