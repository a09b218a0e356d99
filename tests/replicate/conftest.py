"""A PostgreSQL server for the tests of this folder, and a database on it for each."""

from collections.abc import Iterator

import pytest

from tests.replicate.server import Place, Server, programs, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    found = programs()
    if found is None:
        pytest.skip("NO POSTGRESQL SERVER IS INSTALLED HERE (Debian: apt install postgresql)")
    with running(found) as server:
        yield server


@pytest.fixture
def place(server: Server) -> Place:
    return Place(server)
