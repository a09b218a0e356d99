"""The screens in a browser: a server that only this machine reaches, and that serves only its own page.

Whoever may open a connection to this machine's loopback may use it; there is no password. Pages of other
origins are refused, as a browser would let them open its socket; none may show this one within itself, where
clicks could be lured into it; and the page asks no other host for anything. There is the page, what it is
made of, and its socket, nothing else.
"""

import asyncio
import json
import logging
import shlex
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from trainer.core import extras
from trainer.core.errors import UsageError

if TYPE_CHECKING:
    from textual_serve.app_service import AppService

HOST = "127.0.0.1"

MOST = 20
"""So many pages are open at once at most: each is a program of its own."""

WIDEST = 1000
"""Columns, and lines, of a terminal at most: what is drawn for a page takes room for each cell."""

PATIENCE = 10
"""Seconds that the program of a closed page has to end."""

_FOCUS = """<script>
const looking = setInterval(() => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys) { keys.focus(); clearInterval(looking); }
}, 50);
</script>"""
"""Keys are for the screens as soon as these are there; without it, only after a click."""


def serve(words: Sequence[str], port: int, told: Callable[[str], None]) -> None:
    """Serve the program, begun with ``words`` for each page that is opened, until ctrl+c.

    Args:
        told: called with where it is, once it is there.

    Raises:
        UsageError: the optional extra is not installed, or the port is taken.
    """
    try:
        import aiohttp_jinja2
        from aiohttp import WSMsgType, web
        from jinja2 import FileSystemLoader
        from textual_serve.server import Server
    except ImportError as error:
        raise UsageError(f"the browser needs an optional extra: {extras.how('serve')}") from error
    home = HOST if port == 80 else f"{HOST}:{port}"  # as browsers name it
    policy = {
        "Content-Security-Policy": (
            "default-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            f"connect-src 'self' ws://{home}; frame-ancestors 'none'; object-src 'none'; base-uri 'none'"
        ),
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }

    logging.getLogger("textual-serve").setLevel(logging.CRITICAL)  # what a page sends is no news here

    @web.middleware
    async def for_itself(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        # A browser names the page that opens a socket, and none where a page is opened by itself.
        theirs = request.headers.get("Origin", "" if request.path == "/ws" else f"http://{home}")
        if request.host != home or theirs != f"http://{home}":
            raise web.HTTPForbidden(text=f"open http://{home} itself")
        response = await handler(request)
        if not response.prepared:
            response.headers.update(policy)
            if isinstance(response, web.Response) and response.content_type == "text/html" and response.text:
                response.text = response.text.replace("<head>", f"<head><title>trainer</title>{_FOCUS}", 1)
        return response

    class Local(Server):
        pages = 0
        served: "ClassVar[dict[asyncio.Task[Any] | None, AppService]]" = {}

        async def _make_app(self) -> web.Application:
            app = web.Application(middlewares=[for_itself])
            aiohttp_jinja2.setup(app, loader=FileSystemLoader(self.templates_path))
            app.add_routes(
                [
                    web.get("/", self.handle_index, name="index"),
                    web.get("/ws", self.handle_websocket, name="websocket"),
                    web.static("/static", self.statics_path, name="static"),
                ]
            )
            app.on_startup.append(self.on_startup)
            return app

        async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
            if any(_cells(request.query.get(name, 80)) is None for name in ("width", "height")):
                raise web.HTTPBadRequest(text="a page has a width and a height")
            if self.pages >= MOST:
                raise web.HTTPServiceUnavailable(text=f"{MOST} pages are open; close one")
            self.pages += 1
            try:
                return await super().handle_websocket(request)
            finally:
                self.pages -= 1
                if (service := self.served.pop(asyncio.current_task(), None)) and service._process:
                    with suppress(TimeoutError):  # else it would be told of when the loop is gone
                        await asyncio.wait_for(service._process.wait(), PATIENCE)

        async def _process_messages(
            self, websocket: web.WebSocketResponse, app_service: "AppService"
        ) -> None:
            self.served[asyncio.current_task()] = app_service
            async for message in websocket:
                match _said(message.data) if message.type == WSMsgType.TEXT else None:
                    case ["stdin", str(keys)]:
                        if typed := keys.encode("utf-8", "ignore"):  # none would be the end of all
                            await app_service.send_bytes(typed)
                    case ["resize", {"width": width, "height": height}]:
                        if _cells(width) and _cells(height):
                            await app_service.set_terminal_size(int(width), int(height))
                    case ["ping", data]:
                        await websocket.send_json(["pong", data])
                    case ["blur"]:
                        await app_service.blur()
                    case ["focus"]:
                        await app_service.focus()

        async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002
            told(f"http://{home}")

    try:
        listening = socket.create_server((HOST, port))  # before it is told where it is
    except OSError as error:
        raise UsageError(f"port {port} cannot be used ({error.strerror}); --port takes another") from error
    with listening:
        server = Local(shlex.join([sys.executable, "-m", "trainer", *words]), HOST, port, title="trainer")
        web.run_app(
            server._make_app(),
            sock=listening,
            print=lambda *_: None,
            access_log=None,
            shutdown_timeout=3,  # seconds that a page which does not answer is waited for
        )


def _cells(told: Any) -> int | None:
    """Return columns or lines of a page; None where there cannot be so many."""
    try:
        cells = int(told)
    except (TypeError, ValueError, OverflowError):
        return None
    return cells if 1 <= cells <= WIDEST else None


def _said(text: str) -> Any:
    """Return what a page sent; None where that is nothing that pages send."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
