"""The tables of a PostgreSQL database that many people exchange their histories through, and their rights.

All lie in the schema ``trainer``. A person is a role of the server, member of the role ``trainer_people``;
row-level security shows each only their own events, and nothing is granted that changes or removes one.
"""

import shlex
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, FetchedValue, Index, MetaData, Text, cast, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, func, select

from trainer.core.errors import FileError, LibraryNewerError, UsageError
from trainer.core.text import one_line
from trainer.replicate.lines import LONGEST

VERSION = 1
PEOPLE = "trainer_people"
MADE = "made by trainer sync --init"
"""The comment on a role that this program made. No other one gets a password from it."""


class Shared(SQLModel):
    """What all tables of the database have in common."""

    metadata = MetaData(schema="trainer")


class AboutRow(Shared, table=True):
    """Facts about the database: the ``version`` of its tables, and ``id``, which tells it from others."""

    __tablename__ = "about"
    name: str = Field(sa_type=Text, primary_key=True)
    value: str = Field(sa_type=Text)


class PersonRow(Shared, table=True):
    """A person: the name of a role. Who adds events holds the row until the end of the transaction."""

    __tablename__ = "person"
    name: str = Field(sa_type=Text, primary_key=True)


class EventRow(Shared, table=True):
    """An event of a person, as a line of `trainer.replicate.lines` without its end.

    ``seq`` grows in the order in which a person's events were committed, as a trigger gives it while it holds
    the person's row: who has read up to one has missed none before it. Both keys begin with the person, so
    that what one reads and writes lies together, however many others there are.
    """

    __tablename__ = "event"
    __table_args__: Any = (
        Index("event_new", "person", "seq", unique=True),
        CheckConstraint(f"length(event) <= {LONGEST} AND length(id) BETWEEN 1 AND 100"),
    )
    person: str = Field(
        sa_column=Column(Text(collation="C"), primary_key=True, server_default=text("CURRENT_USER"))
    )
    id: str = Field(sa_type=Text(collation="C"), primary_key=True)
    seq: int = Field(sa_column=Column(BigInteger, FetchedValue(), nullable=False))
    event: str = Field(sa_type=Text)


_RIGHTS = (
    ("to_regclass('trainer.event_seq') IS NOT NULL", "CREATE SEQUENCE trainer.event_seq"),
    (
        "to_regproc('trainer.numbered') IS NOT NULL",
        # It runs with the owner's rights: people can neither lock the row of another nor choose a number.
        """CREATE FUNCTION trainer.numbered() RETURNS trigger LANGUAGE plpgsql
           SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
           BEGIN
             PERFORM 1 FROM trainer.person WHERE name = NEW.person FOR UPDATE;
             IF NOT FOUND THEN
               RAISE EXCEPTION 'unknown person' USING ERRCODE = 'insufficient_privilege';
             END IF;
             NEW.seq := nextval('trainer.event_seq');
             RETURN NEW;
           END $$""",
    ),
    (
        "to_regproc('trainer.kept') IS NOT NULL",
        """CREATE FUNCTION trainer.kept() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION 'events are only added'; END $$""",
    ),
    (
        "EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'trainer.event'::regclass AND tgname = 'numbered')",
        """CREATE TRIGGER numbered BEFORE INSERT ON trainer.event
           FOR EACH ROW EXECUTE FUNCTION trainer.numbered()""",
    ),
    (
        "EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'trainer.event'::regclass AND tgname = 'kept')",
        """CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON trainer.event
           FOR EACH STATEMENT EXECUTE FUNCTION trainer.kept()""",
    ),
    (
        "(SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = 'trainer.event'::regclass)",
        "ALTER TABLE trainer.event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
    ),
    (
        "EXISTS (SELECT FROM pg_policy WHERE polrelid = 'trainer.event'::regclass AND polname = 'own')",
        """CREATE POLICY own ON trainer.event
           USING (person = CURRENT_USER::text) WITH CHECK (person = CURRENT_USER::text)""",
    ),
    (f"EXISTS (SELECT FROM pg_roles WHERE rolname = '{PEOPLE}')", f"CREATE ROLE {PEOPLE}"),
    (f"has_schema_privilege('{PEOPLE}', 'trainer', 'USAGE')", f"GRANT USAGE ON SCHEMA trainer TO {PEOPLE}"),
    *(
        (f"has_table_privilege('{PEOPLE}', '{table}', 'SELECT')", f"GRANT SELECT ON {table} TO {PEOPLE}")
        for table in ("trainer.about", "trainer.event")
    ),
    *(
        (
            f"has_column_privilege('{PEOPLE}', 'trainer.event', '{column}', 'INSERT')",
            f"GRANT INSERT ({column}) ON trainer.event TO {PEOPLE}",
        )
        for column in ("id", "event")
    ),
)
"""What makes the tables safe, each behind the question whether it is there already.

A database that was put back from a copy on a new server has none of the roles, nor what was granted to them.
What is there is not made again: that would wait until nobody exchanges a history.
"""


def make(session: Session) -> None:
    """Make what is not there of schema, tables, indexes and rights; the caller commits.

    Raises:
        LibraryNewerError: a newer trainer made them.
    """
    connection = session.connection()
    if connection.scalar(select(func.to_regnamespace("trainer"))) is None:
        connection.execute(text("CREATE SCHEMA trainer"))
    if connection.scalar(select(func.to_regclass("trainer.about"))) is not None:
        _facts(session)
    Shared.metadata.create_all(connection)
    for name, value in (("version", str(VERSION)), ("id", cast(func.gen_random_uuid(), Text))):
        session.execute(insert(AboutRow).values(name=name, value=value).on_conflict_do_nothing())
    for there, statement in _RIGHTS:
        if not connection.exec_driver_sql(f"SELECT {there}").scalar():
            connection.exec_driver_sql(statement)


def admit(driver: Any, person: str, digest: str) -> None:
    """Let a person's role exchange a history, and make it if it is not there; the caller commits.

    Args:
        driver: the connection of psycopg.
        digest: of the role's new password; "" leaves it with the one it has, if any.

    Raises:
        UsageError: the role is there and cannot log in, or something else made it and there is a password.
    """
    from psycopg import sql

    role, name = sql.Identifier(person), one_line(person)
    found = driver.execute(
        """SELECT rolcanlogin AND coalesce(rolvaliduntil > now(), true),
                  coalesce(shobj_description(oid, 'pg_authid'), '') = %s
           FROM pg_roles WHERE rolname = %s""",
        [MADE, person],
    ).fetchone()
    if found is None:
        driver.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
        driver.execute(sql.SQL("COMMENT ON ROLE {} IS {}").format(role, MADE))
        found = True, True
    can_log_in, ours = found
    if not can_log_in:
        raise UsageError(
            f"the role {name} is on the server and cannot log in (NOLOGIN, or VALID UNTIL is past); nothing "
            "was changed. Let it by ALTER ROLE, or take another name"
        )
    if digest and not ours:
        raise UsageError(
            f"the role {name} is on the server, and something else made it; nothing was changed. It can take "
            "part with the password it has: leave the new one empty. Or take another name"
            f"{_adopting(driver, person)}"
        )
    if digest:
        driver.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, digest))
    driver.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(PEOPLE), role))


def _adopting(driver: Any, person: str) -> str:
    """Say how a role is marked as one that this program made, if it looks like one that an earlier version
    made, which left no mark: it takes part here and is, has and may nothing else on the server."""
    from psycopg import conninfo, sql

    (alike,) = driver.execute(
        """SELECT EXISTS (
             SELECT FROM pg_roles r JOIN trainer.person p ON p.name = r.rolname
             WHERE r.rolname = %s
               AND NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
               AND NOT EXISTS (SELECT FROM pg_shdepend
                               WHERE refclassid = 'pg_authid'::regclass AND refobjid = r.oid)
               AND ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = r.oid) = %s)""",
        [person, [PEOPLE]],
    ).fetchone()
    if not alike:
        return ""
    marks = sql.SQL("COMMENT ON ROLE {} IS {}").format(sql.Identifier(person), MADE).as_string(driver)
    at = driver.info
    place = conninfo.make_conninfo(host=at.host, port=at.port, user=at.user, dbname=at.dbname)
    return (
        ". If an earlier trainer made it, and nothing else uses it: "
        f"psql {shlex.quote(place)} -c {shlex.quote(marks)}, and then the same command again"
    )


def identity(session: Session) -> str:
    """Return the database's id.

    Raises:
        FileError: the facts about it are not there.
        LibraryNewerError: a newer trainer made its tables.
    """
    facts = _facts(session)
    if not {"version", "id"} <= facts.keys():
        raise FileError(
            "The database does not say any more which one it is. Nothing was exchanged. Who owns it puts "
            "that right: trainer sync --init URL --person NAME"
        )
    return facts["id"]


def _facts(session: Session) -> dict[str, str]:
    facts = {row.name: row.value for row in session.exec(select(AboutRow))}
    if (version := facts.get("version", str(VERSION))) != str(VERSION):
        raise LibraryNewerError(
            f"The database was made by a newer trainer (tables {one_line(version)}; this one knows "
            f"{VERSION}). Nothing was exchanged; bring this trainer up to date."
        )
    return facts
