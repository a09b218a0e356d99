"""Looks for inputs that stop the program, led by what they reach in it: ``pip install atheris``, then
``python -m tests.benchmarks.fuzz TARGET [options of libFuzzer] [folder of inputs]``, as with
``-max_total_time=3600``. Without a target: their names.

Each target takes any bytes. It may refuse them by an error for users, and nothing else; an input that raises
another exception, or takes more than `LONGEST` seconds, is left in the working folder.
"""

import contextlib
import io
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

LONGEST = 20
ROOT = Path(__file__).parents[2]
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))


def _instrumented() -> None:
    """Import what is looked into so that each branch taken there is seen."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["trainer"]):
        import trainer.anki.incoming.collection
        import trainer.cli.main
        import trainer.decks.lint.decks
        import trainer.foreign.formats.sort
        import trainer.foreign.package
        import trainer.foreign.plan
        import trainer.replicate.folder
        import trainer.settings.file
        import trainer.store.store
        import trainer.store.within  # noqa: F401


def deck(data: bytes) -> None:
    """A deck file, read and linted."""
    from tests.decks.test_hostile import assert_sound
    from trainer.decks.format.deckfile import read_deck

    path = FOLDER / "deck.yaml"
    path.write_bytes(data)
    assert_sound(read_deck(path, None))


def collection(data: bytes) -> None:
    """The database within a package of Anki."""
    from tests.anki.test_hostile_packages import CHEMISTRY, members
    from trainer.core.errors import TrainerError

    parts = members(CHEMISTRY)
    parts[next(name for name in parts if name.startswith("collection.anki21"))] = data
    path = FOLDER / "x.apkg"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    with contextlib.suppress(TrainerError):
        _take(path)


def package(data: bytes) -> None:
    """A package of Anki, as a file."""
    from trainer.core.errors import TrainerError

    path = FOLDER / "x.apkg"
    path.write_bytes(data)
    with contextlib.suppress(TrainerError):
        _take(path)


def _take(path: Path) -> None:
    from trainer.anki.incoming.collection import opened
    from trainer.foreign.media import of_package
    from trainer.foreign.package import drafts
    from trainer.foreign.plan import plan

    with opened(path) as (archive, inside):
        media = of_package(archive, inside)
        found = [draft for note in inside.notes() for draft in drafts(note, media.paths)]
        plan(found, FOLDER / "decks", {}, set(), theirs=False)


ENDINGS = ("csv", "tsv", "md", "org", "json", "xml", "cards", "txt")


def foreign(data: bytes) -> None:
    """A file of another program; the first byte says with which ending."""
    from trainer.core.errors import TrainerError
    from trainer.foreign.formats.sort import read, sort_of
    from trainer.foreign.plan import plan

    path = FOLDER / f"x.{ENDINGS[data[0] % len(ENDINGS)] if data else 'txt'}"
    path.write_bytes(data[1:])
    with contextlib.suppress(TrainerError):
        sort = sort_of(path)
        if sort != "package":
            plan(read(path, sort).drafts, FOLDER / "decks", {}, set(), theirs=False)


def history(data: bytes) -> None:
    """A history as text in a folder that is synchronised; what comes of it is folded, shown, undone."""
    from trainer.core.errors import TrainerError
    from trainer.core.moment import Moment
    from trainer.replicate.folder import exchange
    from trainer.stats.figures import figures
    from trainer.store.examine import of_log
    from trainer.store.store import Store

    shared = FOLDER / "shared"
    shared.mkdir(exist_ok=True)
    (shared / "other.jsonl").write_bytes(data)
    (shared / "own.jsonl").unlink(missing_ok=True)
    (FOLDER / "h.db").unlink(missing_ok=True)
    now = Moment(1_800_000_000_000, 739_000)
    with Store(FOLDER / "h.db") as store:
        with contextlib.suppress(TrainerError):
            exchange(store, "own", shared, join=True)
        assert store.mismatches() == []
        list(of_log(store.events(), store.orphans(), now))
        figures(store, now, store.scheduler)
        store.undo(now)


def settings(data: bytes) -> None:
    """A settings file, read and changed."""
    from trainer.core.errors import TrainerError
    from trainer.settings.file import change, read

    path = FOLDER / "config.toml"
    path.write_bytes(data)
    with contextlib.suppress(TrainerError):
        _ = read(path).plan
    with contextlib.suppress(TrainerError):
        change(path, "new_per_day", "7")
        assert read(path).new_per_day == 7


def query(data: bytes) -> None:
    """What cards are asked for by."""
    from trainer.core.errors import TrainerError
    from trainer.store.store import Store

    words = data.decode(errors="surrogateescape").split("\0")
    with Store(FOLDER / "q.db") as store, contextlib.suppress(TrainerError, UnicodeEncodeError):
        scope = store.resolve(words, 739_000, {})
        store.new(739_000, scope, 5)


def arguments(data: bytes) -> None:
    """The words of a command line, split at NUL."""
    from trainer.cli.main import main

    words = data.decode(errors="surrogateescape").split("\0")
    if {"serve", "sync", "config", "restore"}.intersection(words) or not words:
        return  # these reach beyond the folder
    os.environ.update(TRAINER_DB=str(FOLDER / "a.db"), TRAINER_CONFIG=os.devnull, HOME=str(FOLDER))
    os.environ.update(TRAINER_DECKS=str(ROOT / "tests" / "data" / "decks"), TERM="dumb")
    os.chdir(FOLDER)
    sys.stdin = io.StringIO("\n3\n\n")
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
        main(words)
    assert "Traceback" not in out.getvalue()


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (deck, collection, package, foreign, history, settings, query, arguments)
}


def main(words: list[str]) -> None:
    """Fuzz one target until something is found, or the time is over."""
    if not words or words[0] not in TARGETS:
        print(*TARGETS, sep="\n")
        return
    import atheris

    _instrumented()
    limits = [f"-timeout={LONGEST}", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *limits, *words[1:]], TARGETS[words[0]])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
