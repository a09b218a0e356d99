"""`trainer sync URL` as a user meets it: who may come in, what is said when it fails, and no password."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from tests.cli.test_cards import Run, run
from tests.replicate.server import OWNER, Place, Server, ask, programs, running
from trainer.core.errors import Exit
from trainer.core.text import masked

__all__ = ["run"]
SECRET = "s3cret/:%"
CODED = "s3cret%2F%3A%25"


def test_a_person_is_invited_and_two_machines_share_a_database(
    run: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = server.database()
    owner, clara = server.address(OWNER, name), f"postgresql://clara:{CODED}@127.0.0.1:{server.port}/{name}"
    assert run("sync", "--init", owner)[0] == Exit.USAGE
    for _ in range(2):  # once more does no harm
        status, out, err = run("sync", "--init", owner, "--person", "clara", typed=f"{SECRET}\n")
        assert (status, err) == (Exit.DONE, "")
        assert "trainer sync 'postgresql://clara@" in out
        assert SECRET not in out
    (digest,) = ask(
        server.address("postgres", name), "SELECT rolpassword FROM pg_authid WHERE rolname='clara'"
    )
    assert digest[0].startswith("SCRAM-SHA-256$")
    assert run("sync", clara)[1] == "0 events came, 3 events went\n"
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "other.db"))
    assert json.loads(run("sync", clara, "--json")[1])["came"] == 3
    assert run("sync", clara)[1] == "0 events came, 0 events went\n"
    assert run("doctor")[0] == Exit.DONE


def test_the_address_for_a_person_can_be_typed_whatever_the_name_is(run: Run, server: Server) -> None:
    owner = server.address(OWNER, server.database())
    out = run("sync", "--init", owner, "--person", "böb $x'y", typed=f"{SECRET}\n")[1]
    words = shlex.split(out.partition(": trainer ")[2])
    address = words[1].replace("@", f":{CODED}@", 1)
    assert " " not in address
    assert run("sync", address) == (Exit.DONE, "0 events came, 3 events went\n", "")


def test_what_goes_wrong_is_said_in_words_without_the_password(
    run: Run, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = place.server
    empty = server.database()
    at = f"127.0.0.1:{server.port}"
    ask(place.of(OWNER), "UPDATE trainer.about SET value = '9' WHERE name = 'version'")
    for address, status, words in (
        (f"postgresql://anna:hunter2@127.0.0.1:1/{place.name}", Exit.FILE, "cannot be reached"),
        ("postgresql://anna:hunter2@no.such.invalid/x", Exit.FILE, "no host of this name"),
        (place.by_password("hunter2"), Exit.FILE, "name or password is wrong"),
        (f"postgresql://anna@{at}/{place.name}", Exit.FILE, "asks for a password"),
        (place.by_password(CODED).replace(place.name, "hunter3"), Exit.FILE, "does not exist"),
        (place.by_password(CODED).replace(place.name, empty), Exit.FILE, "trainer sync --init URL --person"),
        (server.address("postgres", place.name), Exit.BUSY_OR_NEWER, "newer trainer"),
        (f"postgresql://anna:hunter2@x@{at}/{place.name}", Exit.USAGE, "%40"),
        (f"postgresql://anna:hunter2@{at}", Exit.USAGE, "postgresql://NAME@HOST/DATABASE"),
        (f"postgresql://anna:hunter2@h:hunter2/{place.name}", Exit.USAGE, "postgresql://NAME@HOST/DATABASE"),
        (f"postgresql://anna:hunter2\udcff@{at}/{place.name}", Exit.USAGE, "postgresql://NAME@HOST/DATABASE"),
        (f"postgresql://anna:hunter2%00@{at}/{place.name}", Exit.USAGE, "NUL"),
        (f"mysql://anna:hunter2@{at}/{place.name}", Exit.USAGE, "postgresql://NAME@HOST/DATABASE"),
        (f"postgresql://anna:hunter2@{at}/{place.name}?plugin=1", Exit.USAGE, "no option of PostgreSQL"),
    ):
        found, out, err = run("sync", address)
        assert (found, out) == (int(status), ""), (address, err)
        assert words in err
        assert "hunter2" not in err
        assert "s3cret" not in err
        assert len(err.splitlines()) == 1
    assert run("sync", "--init", place.anna, "--person", "dora", typed="\n")[0] == Exit.BUSY_OR_NEWER
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert run("sync", place.anna)[0] == Exit.USAGE
    err = run("sync", place.anna)[2]
    assert "-r locked/sync.txt in the clone" in err


def test_who_owns_nothing_invites_nobody_and_who_is_no_person_is_told_so(run: Run, place: Place) -> None:
    status, _, err = run("sync", "--init", place.anna, "--person", "dora", typed="\n")
    assert (status, err.count("\n")) == (Exit.FILE, 1)
    status, _, err = run("sync", place.of("postgres"))  # may do all, but nothing is kept for it
    assert (status, err.count("\n")) == (Exit.FILE, 1)
    assert "trainer sync --init URL --person" in err
    assert run("sync", "--init", place.of(OWNER), "--person", "x" * 64, typed="\n")[0] == Exit.USAGE
    assert run("sync", "--person", "dora", place.anna)[0] == Exit.USAGE
    assert run("sync", "--init", "folder", "--person", "dora")[0] == Exit.USAGE


def test_an_address_the_command_line_cannot_place_is_said_without_its_password(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["sync", "a", "postgresql://me:hun@ter2@h/d"], ["postgresql://me:hun@ter2@h/d"]):
        with pytest.raises(SystemExit):
            run(*words)
        said = capsys.readouterr().err
        assert "postgresql://me:***@h/d" in said
        assert "hun" not in said
    assert masked("postgresql://h/d?password=x&y=1 and a://b:c@d") == (
        "postgresql://h/d?password=***&y=1 and a://b:***@d"
    )
    assert masked("http://h:80/a, see b@c") == "http://h:80/a, see b@c"


def test_nothing_but_an_exchange_with_a_database_touches_the_network(run: Run, tmp_path: Path) -> None:
    script = f"""
import io, sys
def hook(event, _):
    assert not event.startswith("socket."), event
sys.addaudithook(hook)
from trainer.cli.main import main
for words in (
    ["due"], ["check"], ["stats"], ["browse"], ["doctor"], ["quiz", "--plain"], ["review", "--plain"],
    ["evaluate"], ["export", "--out", {str(tmp_path / "out")!r}], ["backup", "now"],
    ["sync", {str(tmp_path / "folder")!r}],
):
    sys.stdin = io.StringIO("q\\n")
    assert main(words) in (0, 1), words
assert "psycopg" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_only_a_role_that_it_made_gets_a_password_and_only_one_that_can_log_in_is_let_in(
    run: Run, place: Place
) -> None:
    boss = place.of("postgres")
    for query in (
        "CREATE ROLE another LOGIN PASSWORD 'old'",
        "CREATE ROLE locked NOLOGIN",
        "CREATE ROLE past LOGIN VALID UNTIL '2001-01-01'",
    ):
        ask(boss, query)
    kept = "SELECT rolname, rolpassword FROM pg_authid ORDER BY 1"
    members = "SELECT member::regrole::text FROM pg_auth_members WHERE roleid = 'trainer_people'::regrole"
    before = ask(boss, kept), ask(boss, members)
    for person, words in (
        ("another", "something else made it"),
        ("postgres", "something else made it"),
        ("locked", "cannot log in"),
        ("past", "cannot log in"),
        ("trainer_people", "cannot log in"),
    ):
        status, out, err = run("sync", "--init", boss, "--person", person, typed="new\n")
        assert (status, out) == (Exit.USAGE, ""), err
        assert words in err
        assert len(err.splitlines()) == 1
    assert (ask(boss, kept), ask(boss, members)) == before
    # With the password that it has it may take part, and is no more ours for that.
    for typed, status in (("\n", Exit.DONE), ("new\n", Exit.USAGE)):
        assert run("sync", "--init", boss, "--person", "another", typed=typed)[0] == status
    assert ask(boss, kept) == before[0]
    for _ in range(2):
        assert run("sync", "--init", place.of(OWNER), "--person", "anna", typed=f"{SECRET}\n")[0] == Exit.DONE


ADOPTED: tuple[tuple[LiteralString, LiteralString], ...] = (
    ("""ALTER ROLE "o'ld" CREATEDB""", """ALTER ROLE "o'ld" NOCREATEDB"""),
    ("""GRANT pg_read_all_data TO "o'ld\"""", """REVOKE pg_read_all_data FROM "o'ld\""""),
    ("""GRANT SELECT ON trainer.person TO "o'ld\"""", """REVOKE SELECT ON trainer.person FROM "o'ld\""""),
    ("DELETE FROM trainer.person WHERE name = 'o''ld'", "INSERT INTO trainer.person VALUES ('o''ld')"),
)
"""What makes of a role another one than an earlier trainer made, each with what makes it one again."""


def test_a_role_that_an_earlier_trainer_made_is_adopted_by_the_command_that_is_said(
    run: Run, server: Server
) -> None:
    name = server.database()
    owner, boss = server.address(OWNER, name), server.address("postgres", name)
    invite = ("sync", "--init", owner, "--person", "o'ld")
    assert run(*invite, typed="first\n")[0] == Exit.DONE
    mark: LiteralString = "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = 'o''ld'"
    password: LiteralString = "SELECT rolpassword FROM pg_authid WHERE rolname = 'o''ld'"
    marked, before = ask(boss, mark), ask(boss, password)
    ask(boss, """COMMENT ON ROLE "o'ld" IS NULL""")
    for spoilt, mended in ADOPTED:
        for query, offered in ((spoilt, False), (mended, True)):
            ask(boss, query)
            status, _, err = run(*invite, typed="new\n")
            assert (status, "psql" in err) == (Exit.USAGE, offered), (query, err)
    assert ask(boss, password) == before
    program, place, option, command = shlex.split(err[err.index("psql ") : err.index(", and then")])
    assert (program, option) == ("psql", "-c")
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute(command.encode())
    assert ask(boss, mark) == marked
    assert run(*invite, typed="new\n")[0] == Exit.DONE
    assert ask(boss, password) != before


@pytest.mark.parametrize(
    "damage",
    [
        "REVOKE INSERT ON trainer.event FROM trainer_people",
        "REVOKE ALL ON ALL TABLES IN SCHEMA trainer FROM trainer_people",
        "REVOKE ALL ON SCHEMA trainer FROM trainer_people",
        "DROP POLICY own ON trainer.event",
        "ALTER TABLE trainer.event NO FORCE ROW LEVEL SECURITY",
        "DROP FUNCTION trainer.numbered CASCADE",
        "DROP TRIGGER kept ON trainer.event",
        "DELETE FROM trainer.about",
    ],
)
def test_init_puts_right_what_lacks_of_the_rights(run: Run, place: Place, damage: LiteralString) -> None:
    assert run("sync", place.anna)[0] == Exit.DONE
    whole = schema(place.server, place.name)
    ask(place.of(OWNER), damage)
    assert (schema(place.server, place.name) != whole) == (not damage.startswith("DELETE"))
    assert run("sync", "--init", place.of(OWNER), "--person", "anna", typed="\n")[0] == Exit.DONE
    assert schema(place.server, place.name) == whole
    assert run("sync", place.anna) == (Exit.DONE, "0 events came, 0 events went\n", "")


def test_a_database_put_back_on_a_new_server_is_opened_by_the_command_that_is_said(
    run: Run, place: Place
) -> None:
    found = programs()
    assert found is not None
    assert run("sync", place.anna)[1] == "0 events came, 3 events went\n"
    copy = tool(place.server, "pg_dump", place.name)
    with running(found) as other:
        name = other.database()
        tool(other, "psql", name, "--quiet", typed=copy)
        anna = other.address("anna", name)
        assert run("sync", "--init", other.address("postgres", name), "--person", "anna", typed="\n")[0] == 0
        assert run("sync", anna) == (Exit.DONE, "0 events came, 0 events went\n", "")
        query: LiteralString = "SELECT id, event FROM trainer.event ORDER BY id"
        assert ask(anna, query) == ask(place.anna, query)


def schema(server: Server, database: str) -> list[str]:
    """Return the commands that make the tables and rights of a database, sorted."""
    lines = tool(server, "pg_dump", database, "--schema-only").splitlines()
    return sorted(line for line in lines if not line.startswith("\\"))  # a number of each call's own


def tool(server: Server, name: str, database: str, *options: str, typed: str = "") -> str:
    """Return what a program of PostgreSQL prints about a database."""
    found = programs()
    assert found is not None
    command = [str(found / name), *options, server.address("postgres", database)]
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=True).stdout
