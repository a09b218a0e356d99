"""What `trainer sync` says of a folder, and of the files in it."""

import json
import shutil
from pathlib import Path

from tests.cli.test_cards import Run, run
from tests.store.build import by_hand
from trainer.core.errors import Exit

__all__ = ["run"]


def test_sync_says_what_became_of_the_folder_and_the_files_in_it(run: Run, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    status, out, err = run("sync", str(shared))
    assert (status, f"made the folder {shared}" in err) == (Exit.DONE, True)
    (file,) = shared.iterdir()
    shutil.copyfile(file, shared / f"{file.stem}.sync-conflict-1.jsonl")
    file.write_bytes(bytes(file.stat().st_size))
    status, out, err = run("sync", str(shared))
    assert (status, "0 other devices" in out) == (Exit.DONE, True)
    assert "is written anew" in err
    assert f"{file.stem}.sync-conflict-1.jsonl is a copy of a device's file" in err
    assert "second machine" not in err
    shutil.move(shared, tmp_path / "away")
    for words in (["sync", str(shared)], ["sync", str(tmp_path / "sharde")]):
        status, out, err = run(*words)
        assert (status, out) == (Exit.FILE, "")
        assert "Nothing was written." in err
        assert "--new" in err
    assert not shared.exists()
    assert run("sync", str(shared), "--new")[0] == Exit.DONE
    assert run("sync", "postgresql:///x", "--new")[0] == Exit.USAGE


def test_a_copy_of_which_not_all_was_taken_is_to_be_kept(run: Run, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    run("sync", str(shared))
    (file,) = shared.iterdir()
    copy = shared / f"{file.stem} (conflicted copy).jsonl"
    copy.write_bytes(file.read_bytes() + b"cut")
    status, _, err = run("sync", str(shared))
    assert status == Exit.DONE
    assert f"{copy.name} is a copy of a device's file" in err
    assert "1 line of it could not be taken: keep it" in err
    assert "delete" not in err
    told = json.loads(run("sync", str(shared), "--json")[1])
    assert (told["copies"], told["incomplete"]) == ([], {copy.name: 1})


def test_where_a_wrong_grade_was_taken_before_its_writer_put_it_right_a_day_settles_it(
    run: Run, tmp_path: Path
) -> None:
    shared, other = str(tmp_path / "shared"), ("--db", str(tmp_path / "other.db"))
    run("sync", shared)
    (file,) = Path(shared).iterdir()
    lines = file.read_text().splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if '"card":"git/reset"' in line)
    lines[number] = by_hand(lines[number], grade=1) + "\n"
    file.write_text("".join(lines))
    assert run(*other, "sync", shared, "--join")[0] == Exit.DONE
    assert "is written anew" in run("sync", shared)[2]

    def due() -> tuple[str, str]:
        one, two = (json.loads(run(*words, "why", "git/reset", "--json")[1]) for words in ((), other))
        return one["memory"]["due"], two["memory"]["due"]

    _, _, err = run(*other, "sync", shared)
    assert "of git/reset has the grade 4, here 1" in err
    assert "Where this is said after that, too" in err
    before = due()
    assert run(*other, "reschedule", "git/reset", "--in", "9")[0] == Exit.DONE
    run(*other, "sync", shared)
    run("sync", shared)
    one, two = due()
    assert one == two != before[0]
