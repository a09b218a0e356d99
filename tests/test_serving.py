"""The screens in a browser: there, on this machine alone, and for pages of its own alone."""

import asyncio
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import PATIENCE
from trainer.cli.main import main
from trainer.core.errors import Exit
from trainer.drafts import path_of

DECK = "deck: git\ntitle: Version control\nnotes:\n  - {id: a, ask: Which one?, answer: That one.}\n"
SERVER = """
import sys, trainer.serving
from trainer.cli.main import main
trainer.serving.MOST = int(sys.argv.pop(1))
sys.exit(main(sys.argv[1:]))
"""
TYPED = DECK.replace("ask:", "kind: typed, ask:")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(folder: Path, *more: str, most: int = 20) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Run a server that began with one deck; give where it is. ``most``: so many pages are open at once."""
    pytest.importorskip("textual_serve", reason="the extra `serve` is not installed: NOT TESTED")
    (folder / "git.yaml").write_text(DECK)
    words = ["--decks", str(folder / "git.yaml"), "--db", str(folder / "t.db"), *more, "serve", "--port"]
    command = [sys.executable, "-c", SERVER, str(most), *words, str(free_port())]
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root
    ) as served:
        assert served.stdout is not None
        try:
            yield served.stdout.readline().strip(), served
        finally:
            served.terminate()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server is."""
    with serving(tmp_path_factory.mktemp("served")) as (where, _):
        yield where


def answer(address: str, **headers: str) -> tuple[int, str, str]:
    """Return status, policy and text of a page."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as page:
            return page.status, page.headers["Content-Security-Policy"], page.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, "", ""


def test_the_page_is_there_and_asks_no_other_host(address: str) -> None:
    status, policy, text = answer(address)
    assert (status, "textual-terminal" in text) == (200, True)
    assert policy.startswith("default-src 'self'")
    assert "://" not in policy.replace(address.replace("http", "ws"), "")


def test_it_listens_on_the_loopback_address_alone(address: str) -> None:
    port = int(address.rpartition(":")[2])
    socket.create_connection(("127.0.0.1", port)).close()
    for other in {"127.0.0.2", *socket.gethostbyname_ex(socket.gethostname())[2]} - {"127.0.0.1"}:
        with pytest.raises(OSError, match=r"refused|unreachable|assign"):
            socket.create_connection((other, port), timeout=5)


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_pages_of_others_are_refused(address: str, headers: dict[str, str]) -> None:
    assert answer(address, **headers)[0] == 403
    assert answer(f"{address}/ws", **headers)[0] == 403


def test_no_page_of_others_shows_it_within_itself(address: str) -> None:
    with urllib.request.urlopen(address) as page:
        assert page.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


@contextmanager
def page(address: str, query: str = "?width=80&height=24", **headers: str) -> Iterator[Any]:
    """Open a page's socket; give what waits for a text on the screens and sends a message."""
    import aiohttp

    loop = asyncio.new_event_loop()
    session: Any = loop.run_until_complete(_session())
    seen = ""

    async def talk(wanted: str, *messages: Any) -> None:
        nonlocal seen
        while wanted not in seen:
            message = await ws.receive(timeout=PATIENCE)
            assert message.type not in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING), wanted
            seen += str(message.data)
        for message in messages:
            await ws.send_str(message if isinstance(message, str) else json.dumps(message))

    try:
        headers = headers or {"Origin": address}
        ws = loop.run_until_complete(session.ws_connect(f"{address}/ws{query}", headers=headers))
        yield lambda wanted, *messages: loop.run_until_complete(talk(wanted, *messages))
        loop.run_until_complete(ws.close())
    finally:
        loop.run_until_complete(session.close())
        loop.close()


async def _session() -> Any:
    import aiohttp

    return aiohttp.ClientSession()


def test_the_screens_are_drawn_and_take_keys(address: str) -> None:
    with page(address) as talk:
        talk("Version control", ["stdin", "\r"])
        talk("Which one?", ["stdin", "\x03"])


def test_what_is_no_message_of_a_page_is_passed_over(address: str) -> None:
    with page(address) as talk:
        odd: tuple[Any, ...] = (
            ["stdin"],
            ["stdin", 1],
            [],
            {},
            "[",
            "[" * 100_000,
            ["resize", {}],
            ["resize", 1],
            None,
        )
        wide = [["resize", {"width": cells, "height": 24}] for cells in (10**9, -1, 0, "x", 1e300, None)]
        talk("Version control", *odd, *wide, ["stdin", "\ud800"], ["stdin", ""], ["stdin", "\r"])
        talk("Which one?")


def refused(address: str, query: str = "", **headers: str) -> int:
    import aiohttp

    with pytest.raises(aiohttp.WSServerHandshakeError) as told, page(address, query, **headers):
        pass
    return told.value.status


@pytest.mark.parametrize("query", ["?width=1000000000", "?height=-1", "?width=x", "?height="])
def test_no_page_is_larger_than_can_be_drawn(address: str, query: str) -> None:
    assert refused(address, query) == 400


def test_a_socket_that_no_page_opened_is_refused(address: str) -> None:
    assert refused(address, Accept="*/*") == 403


def test_no_more_pages_are_open_at_once_than_there_is_room_for(tmp_path: Path) -> None:
    with serving(tmp_path, "--config", str(tmp_path / "new.toml"), most=2) as (where, served):
        with page(where) as one, page(where) as another:
            one("Version control")
            another("Version control")
            assert refused(where, Origin=where) == 503
        served.terminate()
        _, said = served.communicate(timeout=PATIENCE)
    assert said.count("new.toml is not there yet") == 1, "once, not once a page"
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/", 403),
        ("/static/css/", 403),
        ("/static/js/textual.js", 200),
        ("/static/../server.py", 404),
        ("/static/%2e%2e/server.py", 404),
        ("/static/..%2fserver.py", 404),
        ("/static//etc/passwd", 404),
        ("/download/x", 404),
        ("/ws", 403),
        ("/x" * 5000, 400),
    ],
)
def test_there_is_the_page_and_what_it_is_made_of(address: str, path: str, status: int) -> None:
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as one:
        one.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        with one.makefile("rb") as file:
            assert int(file.readline().split()[1]) == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_nothing_is_taken_but_by_its_socket(address: str, method: str) -> None:
    request = urllib.request.Request(address, data=b"x", method=method)
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(request)
    with told.value:
        assert told.value.code == 405


@pytest.mark.parametrize("kill", [False, True])
def test_what_was_being_written_is_kept_when_the_page_is_closed_or_the_server_gone(
    tmp_path: Path, *, kill: bool
) -> None:
    with serving(tmp_path) as (where, served), suppress(ConnectionError):
        (tmp_path / "git.yaml").write_text(TYPED)
        with page(where) as talk:
            talk("Version control", ["stdin", "\r"])
            talk("Which one?", ["stdin", "i\x7f"])  # as in test_any_bytes
            talk("other keys", ["stdin", "half"])
            talk("half")
            if kill:
                served.kill()
        kept = path_of(tmp_path / "t.db")
        end = time.monotonic() + PATIENCE
        while not kept.exists() and time.monotonic() < end:
            threading.Event().wait(0.05)
    assert json.loads(kept.read_text()) == {"git/a": "half"}


def test_a_port_that_is_taken_is_told(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", address.rpartition(":")[2]]) == Exit.USAGE
    out = capsys.readouterr()
    assert (out.out, "--port" in out.err) == ("", True)


def test_a_wish_for_no_screens_is_told_to_be_none_for_a_browser(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["serve", "--plain"], ["--plain", "serve"]):
        assert main(words) == Exit.USAGE
        out = capsys.readouterr()
        assert (out.out, "--plain" in out.err) == ("", True)


def test_without_the_extra_it_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert main(["serve"]) == Exit.USAGE
    assert "-r locked/serve.txt in the clone" in capsys.readouterr().err
