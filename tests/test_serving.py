"""The screens in a browser: there, on this machine alone, and for pages of its own alone."""

import asyncio
import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.cli.main import main
from trainer.core.errors import Exit

DECK = "deck: git\ntitle: Version control\nnotes:\n  - {id: a, ask: Which one?, answer: That one.}\n"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server is that began with one deck."""
    pytest.importorskip("textual_serve", reason="the extra `serve` is not installed: NOT TESTED")
    folder = tmp_path_factory.mktemp("served")
    (folder / "git.yaml").write_text(DECK)
    words = ["--decks", str(folder / "git.yaml"), "--db", str(folder / "t.db"), "serve", "--port"]
    command = [sys.executable, "-m", "trainer", *words, str(free_port())]
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=root
    ) as served:
        assert served.stdout is not None
        yield served.stdout.readline().strip()
        served.terminate()


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


def test_the_screens_are_drawn_and_take_keys(address: str) -> None:
    import aiohttp

    async def look() -> str:
        seen = ""
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{address}/ws?width=80&height=24", headers={"Origin": address}) as ws,
        ):
            for wanted, keys in (("Version control", "\r"), ("Which one?", "\x03")):
                while wanted not in seen:
                    seen += str((await ws.receive(timeout=60)).data)
                await ws.send_str(json.dumps(["stdin", keys]))
        return seen

    assert "Which one?" in asyncio.run(look())


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
