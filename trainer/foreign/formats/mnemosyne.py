"""Cards of Mnemosyne: `cards.xml` alone or in a `.cards` archive (version 2), and the XML of version 1.

https://github.com/mnemosyne-proj/mnemosyne
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from trainer.anki.errors import PackageError
from trainer.anki.incoming.archive import check_directory
from trainer.core.errors import FileError
from trainer.core.state import Outside
from trainer.foreign.draft import Copy, Draft, Schedule
from trainer.foreign.html.converter import NO_MEDIA, Media
from trainer.foreign.html.reading import to_markdown
from trainer.foreign.known import text_guid
from trainer.foreign.media import MediaFiles, beside_html, free, safe, slug
from trainer.foreign.package import drafts, tags
from trainer.foreign.source import (
    MAX_TEXT,
    Bundle,
    UnknownFormatError,
    Watch,
    bounded,
    content,
    title_of,
    unwatched,
)
from trainer.foreign.stock import BASIC, CLOZE, REVERSED, note_of

MAX_MEDIA_FILE = 256 * 2**20
_GAP = re.compile(r"(?<!\\)\[(?!/?latex\])([^\[\]:]+)(?::([^\[\]]*))?\]")
_EPOCH = date(1970, 1, 1).toordinal()
Element = ElementTree.Element


def read(path: Path, watch: Watch = unwatched) -> Bundle:
    """Read an export of Mnemosyne. Raises `FileError` for what cannot be read."""
    bundle = Bundle()
    archive, raw = _opened(path)
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", raw[:100_000], re.IGNORECASE):
        raise UnknownFormatError(f"{path} declares entities, which no export does. Nothing was taken.")
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314 no entities, as was just seen
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise UnknownFormatError(f"{path} is no XML that can be read ({error}). Export it again.") from error
    media = _media(path, archive) if archive else beside_html(path, " ".join(root.itertext()))
    notes = _first(root, path, media, watch) if root.tag == "mnemosyne" else _second(root, path, media, watch)
    bundle.drafts = list(bounded(notes, path))
    bundle.media = media.copies
    return bundle


def _opened(path: Path) -> tuple[zipfile.ZipFile | None, bytes]:
    raw = content(path, MAX_MEDIA_FILE)
    if not raw.startswith(b"PK"):
        return None, raw[:MAX_TEXT]
    try:
        check_directory(path, BytesIO(raw))
        archive = zipfile.ZipFile(path)
        with archive.open("cards.xml") as member:
            found = member.read(MAX_TEXT + 1)
    except (
        *(PackageError, zipfile.BadZipFile, KeyError, RuntimeError, zlib.error, EOFError),
        NotImplementedError,
    ) as error:
        raise UnknownFormatError(f"{path} holds no `cards.xml` that can be read ({error}).") from error
    if len(found) > MAX_TEXT:
        raise UnknownFormatError(f"{path} holds more than {MAX_TEXT >> 20} MiB of cards. Split it.")
    return archive, found


def _media(path: Path, archive: zipfile.ZipFile) -> MediaFiles:
    paths: dict[str, str] = {}
    copies: dict[str, Copy] = {}
    taken: set[str] = set()
    for info in archive.infolist():
        if not info.is_dir() and info.filename not in ("cards.xml", "METADATA"):
            target = f"media/{slug(path.stem)}/{free(safe(info.filename), Path(info.filename).name, taken)}"
            paths[info.filename] = target
            copies[target] = _from(archive, info)
    return MediaFiles(paths, copies)


def _from(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Copy:
    def copy(target: Path) -> None:
        try:
            with archive.open(info) as member:
                found = member.read(MAX_MEDIA_FILE + 1)
        except (zipfile.BadZipFile, RuntimeError, zlib.error, EOFError, NotImplementedError) as error:
            raise FileError(f"{info.filename} in the archive cannot be read ({error}).") from error
        if len(found) > MAX_MEDIA_FILE:
            raise FileError(f"{info.filename} in the archive is too large.")
        target.write_bytes(found)

    return copy


def _first(root: Element, path: Path, media: MediaFiles, watch: Watch) -> Iterator[Draft]:
    """Read version 1: items with a question and an answer; days count from when the user began."""
    try:
        begun = int(float(root.get("time_of_start") or 0)) // 86400
    except (ValueError, OverflowError):
        begun = 0
    for item in watch(list(root.iter("item"))):
        question, answer = (_html(item.findtext(name) or "") for name in ("Q", "A"))
        deck = item.findtext("cat") or title_of(path)
        id = item.get("id")
        guid = f"mnemosyne-1-{id}" if id else text_guid(question, answer)
        note = note_of(guid, BASIC, (question, answer), deck)
        scale = _EPOCH + begun if begun else 0
        yield from _scheduled(drafts(note, media.paths), {"": _schedule(item, scale, 1)})


def _second(root: Element, path: Path, media: MediaFiles, watch: Watch) -> Iterator[Draft]:
    """Read version 2: a log of tags, facts and cards, told apart by what they have."""
    names: dict[str, str] = {}
    facts: dict[str, dict[str, str]] = {}
    cards: dict[str, list[Element]] = {}
    for entry in root.iter("log"):
        id = entry.get("o_id") or ""
        if entry.get("fact") and entry.get("card_t"):
            cards.setdefault(str(entry.get("fact")), []).append(entry)
        elif (name := entry.findtext("name")) is not None:
            names[id] = name
        else:
            facts[id] = {child.tag: child.text or "" for child in entry}
    for id, mine in watch(list(cards.items())):
        fact = facts.get(id)
        if fact is None:
            continue
        words = [names.get(tag.strip(), "") for tag in (mine[0].get("tags") or "").split(",")]
        own = tags([word for word in words if word and word != "__UNTAGGED__"])
        yield from _of_fact(id, fact, mine, own, title_of(path), media)


def _of_fact(
    id: str,
    fact: Mapping[str, str],
    cards: list[Element],
    words: tuple[str, ...],
    title: str,
    media: MediaFiles,
) -> Iterator[Draft]:
    sort = (cards[0].get("card_t") or "").partition("::")[0]
    guid, shown = f"mnemosyne-{id}", media.paths
    aside = [fact[key] for key in fact if key not in _SHOWN and fact[key].strip()]
    if "loc" in fact:
        for card in cards:
            place, marked = (_html(fact.get(key, "")) for key in ("loc", "marked"))
            sides = (
                (marked, place) if _is_first(card) else (f"{place}<br>{_html(fact.get('blank', ''))}", marked)
            )
            note = note_of(guid if _is_first(card) else f"{guid}.2", BASIC, sides, title, words)
            yield from _scheduled(drafts(note, shown), {"": _schedule(card, _EPOCH, 86400)}, aside, shown)
        return
    above = [fact[key] for key in ("p_1", "m_1") if fact.get(key)]
    text = fact.get("text") or (fact.get("f", "") if sort == "6" and _GAP.search(fact.get("f", "")) else "")
    if text:
        gapped = [card for card in cards if sort != "6" or not _is_first(card)]
        number = 0

        def gap(match: re.Match[str]) -> str:
            nonlocal number
            number += 1
            return "{{" + "::".join(filter(None, (f"c{number}", match[1], match[2]))) + "}}"

        schedules = {f"#c{place}": _schedule(card, _EPOCH, 86400) for place, card in enumerate(gapped, 1)}
        note = note_of(guid, CLOZE, (_GAP.sub(gap, _html(text)), ""), title, words)
        if gapped:
            yield from _scheduled(drafts(note, shown), schedules, [*above, *aside], shown)
        for card in cards if sort == "6" else ():
            if _is_first(card):  # of a sentence: what it means
                sides = _html(_GAP.sub(r"\1", text)), _html("\n".join(above))
                note = note_of(f"{guid}.1", BASIC, sides, title, words)
                yield from _scheduled(drafts(note, shown), {"": _schedule(card, _EPOCH, 86400)}, aside, shown)
        return
    both = sort in ("2", "3") or len(cards) > 1
    front, back = fact.get("f", ""), fact.get("b", fact.get("m_1", ""))
    if sound := fact.get("p_1"):
        back, aside = (back, [sound, *aside]) if both else (f"{sound}\n{back}", aside)
    schedules = {_suffix(card, place): _schedule(card, _EPOCH, 86400) for place, card in enumerate(cards)}
    note = note_of(guid, REVERSED if both else BASIC, (_html(front), _html(back)), title, words)
    yield from _scheduled(drafts(note, shown), schedules, aside, shown)


_SHOWN = ("f", "b", "m_1", "p_1", "text", "loc", "blank", "marked")
"""What of a fact its cards ask and answer; the rest, such as notes, is shown beside the answer."""


def _is_first(card: Element) -> bool:
    return not (card.get("fact_v") or "").endswith(".2")


def _suffix(card: Element, place: int) -> str:
    return "#reverse" if (card.get("fact_v") or "").endswith(".2") or place else ""


def _scheduled(
    found: Iterator[Draft],
    schedules: Mapping[str, Schedule],
    aside: Sequence[str] = (),
    media: Media = NO_MEDIA,
) -> Iterator[Draft]:
    """Yield drafts with their schedules, and what is shown ``aside``."""
    for draft in found:
        fields = dict(draft.fields)
        texts = [to_markdown(_html(one), media) for one in aside] if draft.kind else []
        if texts:
            fields["why"] = "\n\n".join(text.markdown for text in texts)
        files = dict.fromkeys((*draft.media, *(name for text in texts for name in text.media)))
        lost = (*draft.lost, *(what for text in texts for what in text.lost))
        yield draft._replace(fields=fields, schedules=schedules, media=tuple(files), lost=lost)


def _schedule(card: Element, zero: int, unit: int) -> Schedule:
    """Return the schedule that the attributes of a card say; ``zero``: the study day of their day 0."""
    try:
        grade, ease = (float(card.get(name) or 0) for name in ("gr", "e"))
        last, due = (int(float(card.get(name) or 0)) // unit + zero for name in ("l_rp", "n_rp"))
        learnt, kept, lapses = (int(float(card.get(name) or 0)) for name in ("ac_rp", "rt_rp", "lps"))
    except (ValueError, OverflowError):
        return Schedule()
    if not zero or grade < 0 or not learnt or not 1 < last <= due < 3_000_000:
        return Schedule()
    days = due - last if grade >= 2 else 0
    return Schedule(Outside(due, last, days, round(100 * ease), learnt + kept, lapses))


def _html(text: str) -> str:
    """Its texts may hold HTML, and LaTeX in tags of its own; line ends are line ends."""
    text = text.strip()
    if "<" not in text:
        return escape(text, quote=False).replace("\n", "<br>")
    for sign, (begin, end) in _LATEX.items():
        text = sign.sub(lambda found: f"{begin}{escape(found[1], quote=False)}{end}", text)  # noqa: B023
    return text.replace("\n", "<br>")


_LATEX = {
    re.compile(r"<\$>(.*?)</\$>", re.DOTALL): (r"\(", r"\)"),
    re.compile(r"<\$\$>(.*?)</\$\$>", re.DOTALL): (r"\[", r"\]"),
    re.compile(r"<latex>(.*?)</latex>", re.DOTALL | re.IGNORECASE): ("[latex]", "[/latex]"),
}
"""https://mnemosyne-proj.org/help/latex.php"""
