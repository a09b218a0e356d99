"""What of a text file of Anki is a comment, compared with Anki; which columns of a table are told of."""

from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from trainer.foreign.formats.delimited import read


def fronts_in_anki(path: Path) -> list[str]:
    collection = Collection(str(path.parent / "c.anki2"))
    try:
        metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
        collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
        return [collection.get_note(id).fields[0] for id in sorted(collection.find_notes(""))]
    finally:
        collection.close()


@pytest.mark.parametrize(
    ("rows", "comments"),
    [
        ("# above\tb\nq\ta\n", 1),
        ("q\ta\n# below? line\tb\nr\tb\n#tight\tb\n", 2),
        ("#\tb\n##\tc\nx # y\ta\n", 2),
        ('"# quoted"\tb\n"two\n# lines"\tc\n', 0),
        ("q\ta\n #blank\tb\n", 0),
        ('q\t"open\n# within a field\n"\n', 0),
        ("q\ta\n\n#tags:late\nr\tb\n", 1),
    ],
)
def test_what_is_a_comment_in_anki_is_no_card_and_is_told_of(
    tmp_path: Path, rows: str, comments: int
) -> None:
    header = "#separator:tab\n#html:false\n"
    path = put(tmp_path, "x.txt", header + rows)
    bundle = read(path)
    ours = [str(draft.fields["ask"]).replace("\\", "") for draft in bundle.drafts]
    theirs = [front.replace("<br>", "\n").strip() for front in fronts_in_anki(path)]
    assert ours == theirs
    told = [one for one in bundle.oddities if "comment line" in one]
    assert told == (
        [f"x.txt: {comments} comment line{'s' * (comments > 1)} left out, as by Anki (they begin with `#`)"]
        if comments
        else []
    )


def test_a_file_of_another_program_has_no_comments(world: World, tmp_path: Path) -> None:
    world.bring(put(tmp_path, "x.tsv", "one\tuno\n#include\ta header comes in\n"))
    assert len(world.notes()) == 2
