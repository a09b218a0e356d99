"""Whatever fails between here and a PostgreSQL server is said in a line: what is wrong, and what to do."""

from typing import Any, LiteralString

import psycopg
import pytest
from sqlalchemy import make_url

from tests.cli.test_cards import Run, run
from tests.replicate.server import OWNER, Place, Server, ask
from tests.replicate.test_postgres_cli import CODED
from trainer.core.errors import Exit
from trainer.replicate import trouble
from trainer.replicate.trouble import said

__all__ = ["run"]
URL = make_url("postgresql://anna:hunter2@db.example/history")


def line(run: Run, *words: str) -> str:
    """Return what an exchange ends with: one line, and no password."""
    status, out, err = run("sync", *words)
    assert status in (Exit.FILE, Exit.USAGE), err
    assert (out, len(err.splitlines())) == ("", 1)
    assert "hunter2" not in err
    return err


ROLES: tuple[LiteralString, ...] = (
    "CREATE ROLE asleep NOLOGIN",
    "CREATE ROLE few LOGIN CONNECTION LIMIT 0",
    "CREATE ROLE late LOGIN PASSWORD 'hunter2' VALID UNTIL '2001-01-01'",
)


@pytest.fixture(scope="module")
def roles(server: Server) -> Server:
    for role in ROLES:
        ask(server.address("postgres", "postgres"), role)
    return server


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("nobody", "nobody is not known there"),
        ("asleep", "asleep may not log in there"),
        ("few", "as many connections as it takes"),
    ],
)
def test_who_is_not_let_in_is_told_why(run: Run, roles: Server, who: str, says: str) -> None:
    assert says in line(run, roles.address(who, "postgres"))


def test_a_name_a_password_a_database_that_is_not_there(run: Run, place: Place, roles: Server) -> None:
    known = place.by_password(CODED)
    assert "name or password is wrong" in line(run, place.by_password("hunter2"))
    assert "not valid any more" in line(run, f"postgresql://late:hunter2@127.0.0.1:{roles.port}/postgres")
    assert "no database of this name" in line(run, known.replace(place.name, "none"))
    assert "no database of this name" in line(run, place.server.address("anna", "none"))
    assert "asks for a password" in line(run, f"postgresql://anna@127.0.0.1:{roles.port}/{place.name}")


def test_a_server_that_does_not_encrypt(run: Run, place: Place) -> None:
    assert "it does not encrypt" in line(run, f"{place.by_password(CODED)}?sslmode=require")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://a:hunter2@no.such.invalid/d", "no host of this name"),
        ("postgresql://a:hunter2@127.0.0.1:1/d", "does the server run?"),
        ("postgresql:///d?host=/no/such/folder", "does the server run?"),
        ("postgresql://a:hunter2@127.0.0.1:1/d?sslmode=sometimes", "'sometimes'|\"sometimes\""),
        ("postgresql://a:hunter2@127.0.0.1:1/d?service=none", "service"),
        ("postgresql://a:hunter2@127.0.0.1:1/d?connect_timeout=soon", "'soon'"),
        ("postgresql://a:hunter2@127.0.0.1:99999/d", "99999"),
    ],
)
def test_what_the_address_says(run: Run, address: str, says: str) -> None:
    assert any(one in line(run, address) for one in says.split("|"))


def test_who_may_not_connect_and_a_database_that_is_only_read(run: Run, place: Place) -> None:
    ask(place.server.address("postgres", place.name), "CREATE ROLE plain LOGIN")
    ask(place.of(OWNER), "ALTER SCHEMA trainer OWNER TO owner")
    with psycopg.connect(place.server.address("postgres", place.name), autocommit=True) as connection:
        name = psycopg.sql.Identifier(place.name)
        connection.execute(psycopg.sql.SQL("REVOKE CONNECT ON DATABASE {} FROM public").format(name))
        assert "GRANT CONNECT" in line(run, place.server.address("plain", place.name))
        connection.execute(psycopg.sql.SQL("GRANT CONNECT ON DATABASE {} TO public").format(name))
        only_read = "ALTER DATABASE {} SET default_transaction_read_only = on"
        connection.execute(psycopg.sql.SQL(only_read).format(name))
        assert "only read now" in line(run, place.anna)


def test_a_server_that_is_too_old_is_asked_for_nothing(
    run: Run, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trouble, "OLDEST", 990_000)
    assert "99 or newer is needed" in line(run, place.anna)
    assert ask(place.anna, "SELECT count(*) FROM trainer.event") == [(0,)]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("57P01", "shut down"),
        ("57P02", "crashed"),
        ("57P03", "starts or ends"),
        ("53100", "disk is full"),
        ("53200", "no memory"),
        ("53300", "connections"),
        ("57014", "took too long"),
        ("25006", "only read"),
        ("XX000", "hunter3"),
    ],
)
def test_a_code_of_the_server_says_what_is_wrong_in_whatever_language(state: str, says: str) -> None:
    error: Any = psycopg.errors.lookup(state)("postgresql://anna:hunter2@db.example: hunter3 ist passiert")
    told = str(said(error, URL, connected=True))
    assert says in told
    assert "is kept; the same command goes on" in told
    assert "hunter2" not in told
