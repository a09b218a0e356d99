"""What a database holds of a person is exchanged with that person's own history only."""

from pathlib import Path

import psycopg
import pytest

from tests.replicate.server import OWNER, Place, ask
from tests.replicate.test_folder import device
from tests.replicate.test_postgres import COUNT
from tests.store.build import DAY, answer
from trainer.core.errors import FileError, LibraryBusyError, UsageError
from trainer.replicate import folder, joining, postgres
from trainer.replicate.postgres import exchange, invite
from trainer.store.store import Store

KEPT = "SET session_replication_role = replica; DELETE FROM trainer.event WHERE id LIKE 'history-%'"


def test_who_has_answers_joins_only_when_that_is_said(place: Place, tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        two.record_all([answer("deck/b", 4, DAY), answer("deck/b", 4, DAY + 1)])
        exchange(one, place.anna)
        for _ in range(2):
            with pytest.raises(UsageError, match=r"another history of anna.*--join"):
                exchange(two, place.anna)
            assert len(two.events()) == 2, "nothing was taken"
            assert ask(place.anna, COUNT) == [(1,)], "or sent"
        assert exchange(two, place.anna, join=True)[:3] == (1, 2, 0)
        assert exchange(one, place.anna)[:3] == (2, 0, 0)
        two.record(answer("deck/b", 4, DAY + 9))
        assert exchange(two, place.anna)[:3] == (0, 1, 0)
        assert one.about("history") == two.about("history")


def test_a_machine_that_has_hardly_begun_joins_like_an_empty_one(place: Place, tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record_all([answer("deck/a", 4, DAY), answer("deck/b", 4, DAY + 9)])
        two.record_all([answer("deck/b", 4, DAY + 9), answer("deck/c", 4, DAY + 9)])
        exchange(one, place.anna)
        assert exchange(two, place.anna)[:3] == (2, 2, 0)
        assert exchange(one, place.anna)[:3] == (2, 0, 0)
        assert (one.events(), one.states()) == (two.events(), two.states())
        assert one.about("history") == two.about("history") != ""


def test_one_that_has_a_history_elsewhere_is_not_given_another(place: Place, tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        two.record(answer("deck/b", 4, DAY))
        exchange(one, place.anna)
        exchange(two, place.bert)
        with pytest.raises(UsageError, match="another history"):
            exchange(two, place.anna)
        # Made one, it may come by either of its names, from whichever device knows which.
        before = two.about("history") or ""
        exchange(two, place.anna, join=True)
        two.note("history", before)
        assert exchange(two, place.anna)[:3] == (0, 0, 0)
        exchange(one, place.anna)
        assert two.about("history") == one.about("history")


def test_an_empty_history_joins_at_once_and_a_folder_and_a_database_are_one(
    place: Place, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        exchange(one, place.anna)
        folder.exchange(one, one.about("device") or "", shared)
        assert exchange(two, place.anna).came == 1
        two.record(answer("deck/b", 4, DAY))
        found = folder.exchange(two, two.about("device") or "", shared)
        assert (found.strange, found.went) == ((), 1)


def test_what_was_exchanged_before_histories_had_ids_goes_on(place: Place, tmp_path: Path) -> None:
    """By the mark that a log keeps, or, if an older copy of it was put back, by whose events are there."""
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        exchange(one, place.anna)
        exchange(two, place.anna)
        ask(place.of("postgres"), KEPT)
        for store in (one, two):
            store.note("history", "")
            store.record(answer("deck/b", 4, DAY + 9))
            assert exchange(store, place.anna).went == 1
    with Store(tmp_path / "older.db") as older, device(tmp_path / "one.db") as one:
        older.merge(one.events()[:1])
        for without in (False, True):
            if without:
                ask(place.of("postgres"), KEPT)
            older.note("history", "")
            assert exchange(older, place.anna)[1:3] == (0, 0)
        with device(tmp_path / "stranger.db") as stranger:
            stranger.record_all([answer("deck/a", 1, DAY), answer("deck/a", 1, DAY + 1)])
            ask(place.of("postgres"), KEPT)
            with pytest.raises(UsageError, match="another history"):
                exchange(stranger, place.anna)


def test_two_that_begin_at_once_do_not_both_begin(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = joining._named
    asked: list[int] = []

    def late(session: object) -> set[str]:
        found = named(session)  # type: ignore[arg-type]
        if not asked:
            asked.append(1)
            with device(tmp_path / "first.db") as first:
                first.record(answer("deck/a", 4, DAY))
                exchange(first, place.anna)
        return found

    monkeypatch.setattr(joining, "_named", late)
    with device(tmp_path / "one.db") as one:
        one.record_all([answer("deck/b", 4, DAY), answer("deck/b", 4, DAY + 1)])
        with pytest.raises(UsageError, match="another history"):
            exchange(one, place.anna)
    assert ask(place.anna, "SELECT count(*) FROM trainer.event") == [(2,)]


def test_an_event_that_looks_like_a_name_is_not_sent_as_one(place: Place, tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
        (event,) = one.events()
        one.merge([event._replace(id="history-x")])
        found = exchange(one, place.anna)
        assert (found.went, len(found.refused)) == (1, 1)


@pytest.mark.parametrize("table", ["about", "event", "person"])
def test_a_lock_that_somebody_holds_is_waited_for_no_longer_than_said(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    monkeypatch.setattr(postgres, "PATIENCE", "20ms")
    with psycopg.connect(place.of(OWNER)) as owner, device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
        owner.execute(f"LOCK TABLE trainer.{table}".encode())
        with pytest.raises(LibraryBusyError, match="locked"):
            exchange(one, place.anna)
        if table == "event":
            return
        with pytest.raises(LibraryBusyError, match="locked"):
            invite(place.of(OWNER), "anna", "")


def test_a_server_that_does_not_answer_is_given_up(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "LONGEST_QUERY", "100ms")
    ask(
        place.of(OWNER),
        "CREATE OR REPLACE FUNCTION trainer.numbered() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_sleep(30); RETURN NEW; END $$",
    )
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
        with pytest.raises(FileError, match="timeout"):
            exchange(one, place.anna)
