"""What a repair, a restore or a copy left that was killed: in nobody's way, named, and not kept for ever."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.test_repair import NOISE, NOW, used
from trainer.store import backup, examine
from trainer.store.repair import repair
from trainer.store.restore import restore
from trainer.store.store import Store


@pytest.mark.parametrize("end", backup.BESIDE)
def test_what_an_attempt_left_that_failed_is_not_in_the_way_of_the_next(path: Path, end: str) -> None:
    """A full disk, or power that went, while the new file was made."""
    events = used(path)
    copy = backup.make(path, NOW, "by-hand")
    for name in (
        ".trainer.db.repaired",
        ".trainer.db.restored",
        "trainer-backups/20270115T080000Z-again.part",
    ):
        file = Path(f"{path.parent / name}{end}")
        file.write_bytes(NOISE)
        os.utime(file, (NOW - 90_000, NOW - 90_000))
    assert repair(path, NOW).events == len(events)
    restore(path, copy.name, NOW)
    again = backup.make(path, int(datetime(2027, 1, 15, 8, tzinfo=UTC).timestamp()), "again")
    assert backup.verify(again.path) == len(events)
    with Store(path) as store:
        assert store.events() == events
    left = [one.name for one in path.parent.rglob("*") if one.name.startswith(".") or ".part" in one.name]
    assert left == []


@pytest.mark.parametrize("next_", ["repair", "restore", "copy"])
def test_what_was_killed_leaves_no_copy_of_the_history_for_ever(path: Path, next_: str) -> None:
    used(path)
    copy = backup.make(path, NOW, "by-hand")
    kept = path.parent / ".repair-ofmyown1" / "notes"
    young, *old = [
        path.parent / ".repair-abcd_123" / "whole-wal",
        path.parent / ".rescue-abcd_123" / "copy",
        path.parent / ".trainer.db.restored-journal",
        path.parent / ".trainer.db.0123abcd.repaired",
        path.parent / "trainer-backups" / "20270115T080000Z-daily.part",
        path.parent / "trainer-backups" / "20270115T080000Z-before-sync.0123abcd.part-journal",
    ]
    for file in (kept, young, *old):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(NOISE)
        os.utime(file, (NOW, NOW))
        os.utime(file.parent, (NOW, NOW))
    os.utime(young, (NOW + 86_000, NOW + 86_000))
    (found,) = examine.of_leavings(path)
    assert not found.error
    assert ".repair-abcd_123" in found.message
    assert kept.parent.name not in found.message
    now = NOW + 90_000
    if next_ == "repair":
        repair(path, now)
    elif next_ == "restore":
        restore(path, copy.name, now)
    else:
        backup.make(path, now, "daily")
    assert kept.exists()
    assert young.exists(), "a repair may be at it"
    assert not any(file.exists() for file in old)
