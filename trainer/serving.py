"""The screens in a browser: a server that only this machine reaches, and that serves only its own page.

Whoever may open a connection to this machine's loopback may use it; there is no password. Pages of other
origins are refused, as a browser would let them open its socket; none may show this one within itself, where
clicks could be lured into it; and the page asks no other host for anything.
"""

import shlex
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence

from trainer.core import extras
from trainer.core.errors import UsageError

HOST = "127.0.0.1"

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
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError as error:
        raise UsageError(f"the browser needs an optional extra: {extras.how('serve')}") from error
    home = f"{HOST}:{port}"
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

    @web.middleware
    async def for_itself(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.host != home or request.headers.get("Origin", f"http://{home}") != f"http://{home}":
            raise web.HTTPForbidden(text=f"open http://{home} itself")
        response = await handler(request)
        if not response.prepared:
            response.headers.update(policy)
            if isinstance(response, web.Response) and response.content_type == "text/html" and response.text:
                response.text = response.text.replace("<head>", f"<head><title>trainer</title>{_FOCUS}", 1)
        return response

    class Local(Server):
        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(for_itself)
            return app

        async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002
            told(f"http://{home}")

    try:
        listening = socket.create_server((HOST, port))  # before it is told where it is
    except OSError as error:
        raise UsageError(f"port {port} cannot be used ({error.strerror}); --port takes another") from error
    with listening:
        server = Local(shlex.join([sys.executable, "-m", "trainer", *words]), HOST, port, title="trainer")
        web.run_app(server._make_app(), sock=listening, print=lambda *_: None, access_log=None)
