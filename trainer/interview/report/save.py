"""Writing both forms of the report into a folder."""

from collections.abc import Sequence
from pathlib import Path

from trainer.confusions import MixedUp
from trainer.core.errors import FileError
from trainer.files import reserve
from trainer.files import save as save_file
from trainer.interview import wording
from trainer.interview.estimate import Estimate
from trainer.interview.report.html import page
from trainer.interview.report.markdown import markdown
from trainer.interview.transcript import Transcript


def save(
    transcript: Transcript, estimate: Estimate, folder: Path, mixed: Sequence[MixedUp] = ()
) -> tuple[Path, Path]:
    """Write both forms into ``folder`` and return their paths (Markdown, HTML). No file is overwritten.

    Raises:
        FileError: they cannot be written there.
    """
    texts = markdown(transcript, estimate, mixed), page(transcript, estimate, mixed)
    try:
        paths = reserve(folder, f"mock-{wording.begun(transcript):%Y-%m-%d-%H%M}", [".md", ".html"])
        for path, text in zip(paths, texts, strict=True):
            save_file(path, text.encode())
    except FileError as error:
        raise FileError(f"{error} The interview stays in the history; --out names another folder.") from error
    return paths[0], paths[1]
