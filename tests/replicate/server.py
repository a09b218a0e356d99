"""A PostgreSQL server of the tests' own, in a temporary folder on a free port."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from trainer.replicate.postgres import invite

OWNER = "owner"
_NUMBERS = count()


class Server:
    """A running server. Over its socket everybody is believed; over TCP a password is asked for."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    def address(self, role: str, database: str) -> str:
        """Return the address of a database for a role, through the socket."""
        return f"postgresql://{role}@/{database}?host={self.folder}&port={self.port}"

    def database(self) -> str:
        """Make a new database of the owner; return its name."""
        name = f"history{next(_NUMBERS)}"
        with psycopg.connect(self.address("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER owner").format(sql.Identifier(name)))
        return name


class Place:
    """A database of two people."""

    PASSWORD = "s3cret/:%"  # of the one; the other has none

    def __init__(self, server: Server) -> None:
        self.server, self.name = server, server.database()
        invite(self.of(OWNER), "anna", self.PASSWORD)
        invite(self.of(OWNER), "bert o'hara", "")
        self.anna, self.bert = self.of("anna"), self.of("bert%20o'hara")

    def of(self, role: str) -> str:
        """Return the address for a role, through the socket."""
        return self.server.address(role, self.name)

    def by_password(self, password: str) -> str:
        """Return the first person's address, over TCP."""
        return f"postgresql://anna:{password}@127.0.0.1:{self.server.port}/{self.name}"


def ask(address: str, query: LiteralString) -> list[tuple[Any, ...]]:
    """Return what a query finds."""
    with psycopg.connect(address) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def programs() -> Path | None:
    """Return the folder of the newest server installed here, if any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def certify(folder: Path) -> None:
    """Make a certificate for ``localhost`` in a folder, signed by itself."""
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(folder / "server.key"), "-out", str(folder / "server.crt")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *files]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def running(programs: Path, *options: str, certified: bool = False) -> Iterator[Server]:
    """Start a server, with more ``options``, and encrypted if it is ``certified``; stop it and remove its
    folder afterwards."""
    nobody = pwd.getpwnam("nobody")  # a server refuses to run as root
    user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has 107 bytes
    if user:
        shutil.chown(folder, nobody.pw_uid, nobody.pw_gid)

    def call(program: str, *words: str) -> None:
        command = [str(programs / program), *words]
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C", "HOME": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **user,  # type: ignore[call-overload]
        )
        assert done.returncode == 0, done.stderr

    data = str(folder / "data")
    how = "--auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --no-sync --username=postgres"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        call("initdb", "-D", data, *how.split())
        how_to_run = (
            f"-k {folder} -p {port} -h 127.0.0.1 -c fsync=off -c shared_buffers=16MB -c max_connections=20"
        )
        if certified:
            certify(folder)
            for name in ("server.key", "server.crt"):
                (folder / name).chmod(0o600)
                if user:
                    shutil.chown(folder / name, nobody.pw_uid, nobody.pw_gid)
            options = (
                *options,
                f"ssl_cert_file={folder}/server.crt",
                f"ssl_key_file={folder}/server.key",
                "ssl=on",
            )
        how_to_run += "".join(f" -c {option}" for option in options)
        call("pg_ctl", "-D", data, "-w", "-l", f"{data}/log", "-o", how_to_run, "start")
        try:
            server = Server(folder, port)
            with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as connection:
                connection.execute("CREATE ROLE owner LOGIN CREATEROLE")
            yield server
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
