"""Packages are made by strangers: whatever is in one, it is read or refused in bounded room."""

import io
import json
import re
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from trainer.anki.errors import PackageError
from trainer.anki.incoming import archive, collection
from trainer.anki.incoming.collection import opened
from trainer.anki.incoming.protobuf import MessageError, fields
from trainer.anki.incoming.values import TheirNote
from trainer.anki.outgoing.export import write_package
from trainer.core.card import Deck, Note
from trainer.core.kinds import Basic

DATA = Path(__file__).parent.parent / "data" / "import"
BIRDS = (DATA / "birds.apkg").read_bytes()
CHEMISTRY = (DATA / "chemistry.apkg").read_bytes()


@pytest.fixture(autouse=True)
def no_leftovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Temporary files go into the test's folder, and are gone at its end."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    yield
    assert list(scratch.iterdir()) == []


def read(path: Path) -> list[TheirNote]:
    with opened(path) as (found, inside):
        found.media()
        return list(inside.notes())


def refused(path: Path) -> str:
    with pytest.raises(PackageError) as caught:
        read(path)
    message = str(caught.value)
    assert str(path) in message
    assert message.rstrip().endswith("."), "a sentence"
    return message


def members(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened_zip:
        return {info.filename: opened_zip.read(info) for info in opened_zip.infolist()}


def zipped(path: Path, parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def with_collection(path: Path, change: Callable[[sqlite3.Connection], object]) -> Path:
    """The legacy sample with its collection changed."""
    parts = members(CHEMISTRY)
    name = next(name for name in parts if name.startswith("collection.anki21"))
    file = path.with_suffix(".db")
    file.write_bytes(parts[name])
    database = sqlite3.connect(file)
    change(database)
    database.commit()
    database.close()
    parts[name] = file.read_bytes()
    return zipped(path, parts)


SCRIPTS = {
    "a view instead of a table": "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS SELECT * FROM n",
    "an endless view": """ALTER TABLE cards RENAME TO c; CREATE VIEW cards AS WITH RECURSIVE r(id) AS
                          (SELECT 1 UNION ALL SELECT id + 1 FROM r) SELECT * FROM r""",
    "a virtual table": """DROP TABLE notes;
                          CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, mod, tags, flds)""",
    "no revlog": "DROP TABLE revlog",
    "another schema": "ALTER TABLE notes RENAME COLUMN flds TO fields",
    "a shape of the future": "UPDATE col SET ver = 99",
    "no notetypes": "UPDATE col SET models = '{}'",
    "notetypes that are no JSON": "UPDATE col SET models = '{]'",
    "notetypes of another shape": """UPDATE col SET models = '{"1": {"name": 1}}'""",
    "nested without end": "UPDATE col SET models = replace(hex(zeroblob(500000)), '00', '[')",
    "a text beyond all measure": "UPDATE col SET models = hex(zeroblob(9000000))",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_collection_that_anki_did_not_make_is_refused(tmp_path: Path, script: str) -> None:
    refused(with_collection(tmp_path / "x.apkg", lambda database: database.executescript(script)))


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE templates SET config = CAST(config AS TEXT)",
        "UPDATE notetypes SET config = 'text'",
        "UPDATE config SET val = x'2d2d31' WHERE key = 'rollover'",
    ],
)
def test_what_is_wrong_is_said_without_words_of_python(tmp_path: Path, script: str) -> None:
    parts = members(BIRDS)
    file = tmp_path / "x.db"
    file.write_bytes(zstandard.ZstdDecompressor().decompressobj().decompress(parts["collection.anki21b"]))
    with closing(sqlite3.connect(file)) as database:
        database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        database.executescript(f"INSERT OR IGNORE INTO config VALUES ('rollover', 0, 0, x'34'); {script}")
    parts["collection.anki21b"] = zstandard.compress(file.read_bytes())
    said = refused(zipped(tmp_path / "x.apkg", parts))
    assert (
        re.search(r"unsupported|'str'|bytes-like|object|JSON|Expecting|column|delimiter|data:", said) is None
    )


def test_triggers_and_odd_values_do_nothing(tmp_path: Path) -> None:
    def change(database: sqlite3.Connection) -> None:
        database.executescript(
            """CREATE TRIGGER bomb AFTER UPDATE ON notes BEGIN SELECT load_extension('x'); END;
               CREATE INDEX odd ON notes (flds COLLATE nocase);
               INSERT INTO revlog VALUES (-5, 'two', 3, 'x', 0.5, 1e300, x'00', -5, 'y');
               INSERT INTO cards SELECT id + 9, 'nobody', did, 'x', 'y', usn, 1e300, x'ff', due, ivl, factor,
                 reps, lapses, left, odue, odid, flags, x'00' FROM cards LIMIT 1;
               INSERT INTO notes SELECT id + 9, guid || 'x', 5, mod, usn, tags, flds, sfld, csum, flags, data
                 FROM notes LIMIT 1"""
        )

    with opened(with_collection(tmp_path / "x.apkg", change)) as (_, found):
        assert len(list(found.notes())) == 7
        assert found.oddities == ["1 note without a notetype or a text, left out"]


def test_latin_1_is_read_as_such_and_counted(tmp_path: Path) -> None:
    def change(database: sqlite3.Connection) -> None:
        database.execute(
            """UPDATE notes SET flds = CAST(x'63616669e91f63616665' AS TEXT)
               WHERE id = (SELECT min(id) FROM notes)"""
        )

    with opened(with_collection(tmp_path / "x.apkg", change)) as (_, found):
        assert next(found.notes()).fields[0] == "cafi\xe9"
        assert found.strange == 1


def test_a_query_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_collection(tmp_path / "x.apkg", lambda database: database.execute("SELECT 1"))
    monkeypatch.setattr(collection, "MAX_WORK", -1)
    monkeypatch.setattr(collection, "_CHECK_EVERY", 1)
    assert "longer" in refused(path)


def test_more_than_can_be_held_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.apkg").write_bytes(CHEMISTRY)
    monkeypatch.setattr(collection, "MAX_NOTES", 3)
    assert "7 notes" in refused(tmp_path / "x.apkg")


@pytest.mark.parametrize("package", [BIRDS, CHEMISTRY], ids=["new", "old"])
@pytest.mark.parametrize("share", [0, 0.02, 0.5, 0.9, 0.999])
def test_a_truncated_archive_is_refused(tmp_path: Path, package: bytes, share: float) -> None:
    (tmp_path / "x.apkg").write_bytes(package[: int(len(package) * share)])
    refused(tmp_path / "x.apkg")


def test_a_package_with_a_piece_missing_is_refused(tmp_path: Path) -> None:
    """Its list of members then tells of places before its beginning; found by fuzzing."""
    for start in (8, 1000, 8000):
        path = tmp_path / f"{start}.apkg"
        path.write_bytes(BIRDS[:start] + BIRDS[start + 27_000 :])
        refused(path)


def test_a_truncated_collection_is_refused(tmp_path: Path) -> None:
    parts = members(BIRDS)
    parts["collection.anki21b"] = parts["collection.anki21b"][:-2000]
    refused(zipped(tmp_path / "x.apkg", parts))


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"PK", b"deck: x\n", b"\x00" * 100_000, b"PK\5\6" + b"\xff" * 18, BIRDS[::-1]):
        (tmp_path / "x.apkg").write_bytes(content)
        refused(tmp_path / "x.apkg")
    refused(tmp_path)
    refused(tmp_path / "missing.apkg")
    refused(zipped(tmp_path / "other.zip", {"a.txt": b"a"}))
    refused(Path("/dev/zero"))


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    for package in (BIRDS, CHEMISTRY):
        changed = bytearray(package)
        for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            at = -1
            while (at := package.find(sign, at + 1)) >= 0:
                changed[at + place] |= 1
        (tmp_path / "x.apkg").write_bytes(changed)
        assert "encrypted" in refused(tmp_path / "x.apkg")


def test_bombs_cost_no_more_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_COLLECTION", 8 * archive.MIB)
    zeros = bytes(32 * archive.MIB)
    assert "8 MiB" in refused(zipped(tmp_path / "old.apkg", {"collection.anki2": zeros, "media": b"{}"}))
    new = {"meta": b"\x08\x03", "collection.anki21b": zstandard.compress(zeros)}
    assert "8 MiB" in refused(zipped(tmp_path / "new.apkg", new))


def test_a_claim_of_gigabytes_is_not_believed(tmp_path: Path) -> None:
    for size in (0xFFFFFFFE, 0xFFFF_FFFF):
        changed = bytearray(CHEMISTRY)
        at = CHEMISTRY.find(b"PK\1\2")
        struct.pack_into("<II", changed, at + 20, size, size)
        (tmp_path / "x.apkg").write_bytes(changed)
        refused(tmp_path / "x.apkg")
    frame = zstandard.compress(b"x" * 100)
    claim = b"\x28\xb5\x2f\xfd\xe0" + struct.pack("<Q", 1 << 40) + frame[6:]
    refused(zipped(tmp_path / "y.apkg", {"meta": b"\x08\x03", "collection.anki21b": claim}))


def test_a_directory_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_LIST", 100)
    (tmp_path / "x.apkg").write_bytes(BIRDS)
    assert "more files" in refused(tmp_path / "x.apkg")


def test_names_and_links_never_become_paths(tmp_path: Path) -> None:
    path = tmp_path / "x.apkg"
    with zipfile.ZipFile(path, "w") as made:
        link = zipfile.ZipInfo("collection.anki2")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("../../outside", b"x")
    refused(path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["scratch", "x.apkg"]


def test_an_unknown_version_says_what_to_do(tmp_path: Path) -> None:
    assert "older Anki" in refused(zipped(tmp_path / "x.apkg", members(BIRDS) | {"meta": b"\x08\x09"}))
    refused(zipped(tmp_path / "y.apkg", members(BIRDS) | {"meta": b"\xff"}))


@pytest.mark.parametrize("media", [b"[", b"[]", b"[" * 100_000, json.dumps({"0": 5}).encode()])
def test_a_list_of_media_of_another_shape_is_refused_or_empty(tmp_path: Path, media: bytes) -> None:
    path = zipped(tmp_path / "x.apkg", members(CHEMISTRY) | {"media": media})
    if media.startswith(b"{"):
        with opened(path) as (found, _):
            assert found.media() == {}
    else:
        refused(path)


def test_our_own_packages_are_read(tmp_path: Path) -> None:
    deck = Deck("d", "D", notes=(Note("d", "n", Basic("q <b>", "a")),))
    report = write_package(tmp_path / "own.apkg", [deck], {})
    with opened(report.file) as (_, found):
        (note,) = found.notes()
    assert (note.field("Id"), note.field("Front")) == ("d/n", "q &lt;b&gt;")


@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_none(message: bytes) -> None:
    try:
        found = list(fields(message))
    except MessageError:
        return
    assert all(isinstance(number, int) for number, _ in found)


@pytest.mark.parametrize("package", [BIRDS, CHEMISTRY], ids=["new", "old"])
def test_no_byte_of_a_package_brings_the_reader_down(tmp_path: Path, package: bytes) -> None:
    parts = members(package)
    name = max(parts, key=lambda name: len(parts[name]))
    plain = zstandard.decompress(parts[name]) if name.endswith("b") else parts[name]
    for seed in range(60):
        changed = bytearray(plain)
        for step in range(1 + seed % 7):
            changed[(seed * 7919 + step * 104_729) % len(plain)] = (seed * 37 + step * 11) % 256
        content = bytes(changed)
        path = zipped(
            tmp_path / f"{seed}.apkg",
            parts | {name: zstandard.compress(content) if name.endswith("b") else content},
        )
        with suppress(PackageError):
            read(path)
