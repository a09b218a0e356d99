"""Encrypted, and only with the server that is meant."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.replicate.server import Place, Server, ask, certify, programs, running
from tests.replicate.test_folder import device
from tests.replicate.test_postgres import COUNT
from tests.store.build import DAY, answer
from trainer.core.errors import FileError
from trainer.replicate.postgres import exchange

TLS = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"


@pytest.fixture(scope="module")
def certified() -> Iterator[Server]:
    found = programs()
    if found is None or shutil.which("openssl") is None:
        pytest.skip(
            "NO POSTGRESQL SERVER OR NO OPENSSL IS INSTALLED HERE (Debian: apt install postgresql openssl)"
        )
    with running(found, certified=True) as server:
        yield server


def address(place: Place, host: str, certificate: Path, mode: str = "verify-full") -> str:
    own = place.by_password(quote(place.PASSWORD, safe=""))
    return f"{own.replace('127.0.0.1', host)}?sslmode={mode}&sslrootcert={certificate}"


def test_what_goes_is_encrypted_and_goes_to_the_server_that_is_meant_or_nowhere(
    certified: Server, tmp_path: Path
) -> None:
    place, trusted = Place(certified), certified.folder / "server.crt"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        right = address(place, "localhost", trusted)
        ((encrypted, version),) = ask(right, TLS)
        assert encrypted
        assert version.startswith("TLSv1.")
        assert exchange(one, right).went == 1
        assert exchange(two, right).came == 1
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        certify(elsewhere)
        two.record(answer("deck/a", 4, DAY + 9))
        for wrong in (
            address(place, "127.0.0.1", trusted),
            address(place, "localhost", elsewhere / "server.crt"),
            address(place, "localhost", tmp_path / "none.crt"),
        ):
            with pytest.raises(FileError) as told:
                exchange(two, wrong)
            assert "certificate" in str(told.value)
            assert "sslrootcert" in str(told.value)
            assert place.PASSWORD not in str(told.value)
        assert ask(place.anna, COUNT) == [(1,)], "nothing went before"


def test_a_server_that_does_not_encrypt_gets_nothing_where_that_is_asked_for(
    place: Place, tmp_path: Path
) -> None:
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
        with pytest.raises(FileError, match="SSL"):
            exchange(one, address(place, "localhost", tmp_path / "none.crt", "require"))
    assert ask(place.anna, COUNT) == [(0,)]
