"""What in an answer speaks for a point, and what against it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from trainer.core.kinds import Points
from trainer.grading.points import scales, sides, terms
from trainer.grading.points.claims import Claim, Item, claims
from trainer.grading.points.clauses import has_verb
from trainer.grading.points.listing import Listing, listing, says_nothing
from trainer.grading.points.numbers import agreement
from trainer.grading.points.reading import Reading, read
from trainer.grading.points.stems import stem
from trainer.grading.points.terms import Hit

Result = Literal["said", "missed", "unsure"]

REACH = 14  # words to each side of a hit, in its sentence, that count as its statement
ENOUGH = 0.3  # share of a point's own words beside a hit, from which on it is said
WORDS = 2  # words of the point that a statement needs
ALONE = 0.8  # share of its own words, without a term
EXACT = 0.9  # sameness of two words that are forms of one
ALIKE = 0.7  # of two that mean about the same
UNREAD = 3  # content words from which on a sentence says something
HINT = 0.34  # share without a term, from which on it is worth asking


class Finding(NamedTuple):
    """A place that speaks for a point: how, how much of the point it covers (0..1), its words and sentences.

    ``weak``: some of the point's words in a statement that denies something; ``verbatim``: word for word.
    """

    kind: Literal["weak", "denied", "unsure", "said", "verbatim"]
    cover: float
    because: str
    sentences: frozenset[int]


_RANK = ("weak", "denied", "unsure", "said", "verbatim")


class Match(NamedTuple):
    """A word that says what an item says: how surely (0..1), and if both are denied or neither."""

    at: int
    sure: float
    agrees: bool


def verdicts(answer: str, body: Points) -> list[tuple[Result, str]]:
    """Return the verdict on each point of ``body`` and the words that led to it."""
    reading = read(answer)
    points = claims(body)
    if says_nothing(reading, body.ask):
        return [("missed", "")] * len(points)
    listed = listing(reading)
    found = [list(_findings(reading, claim, points)) for claim in points]
    marks = [_verdict(findings, listed) for findings in found]
    if rest := _unread(reading, points, found):
        return [
            ("unsure", rest) if result == "missed" and not because else (result, because)
            for result, because in marks
        ]
    return marks


def _unread(reading: Reading, points: tuple[Claim, ...], found: list[list[Finding]]) -> str:
    """Return a sentence that says something, but of which no point knows what ("" = none).

    It may be any of the points in words that nobody foresaw, so the points without evidence are asked about.
    Not so if it names things that the note does not know: then it is about something else.
    """
    known = {sentence for findings in found for finding in findings for sentence in finding.sentences}
    vocabulary = points[0].topic.union(*({token.stem for token in claim.say.tokens} for claim in points))
    for number in sorted({token.sentence for token in reading.tokens} - known - set(reading.open)):
        inside = [token for token in reading.tokens if token.sentence == number]
        content = {token.stem for token in inside if token.content} - points[0].topic
        said = reading.text[inside[0].start : inside[-1].end]
        says = len(content) >= UNREAD and has_verb([token.text for token in inside])
        if says and not _names(said) - vocabulary:
            return said
    return ""


def _verdict(findings: list[Finding], listed: Listing) -> tuple[Result, str]:
    if not findings:
        return "missed", ""
    best = max(findings, key=lambda finding: (_RANK.index(finding.kind), finding.cover))
    if best.kind == "verbatim":
        return "said", best.because
    if best.kind == "denied" or (listed == "list" and best.kind != "weak"):
        return "missed", best.because
    denied = any(finding.kind == "denied" and finding.cover > best.cover for finding in findings)
    return ("unsure" if best.kind != "said" or denied or listed else "said"), best.because


def _findings(reading: Reading, claim: Claim, points: tuple[Claim, ...]) -> Iterator[Finding]:
    if hit := _verbatim(reading, claim):
        because = reading.text[reading.tokens[hit[0]].start : reading.tokens[hit[-1]].end]
        yield Finding("verbatim", 1.0, because, frozenset(reading.tokens[index].sentence for index in hit))
        return
    for alternative in claim.terms:
        for hit in terms.hits(reading, alternative.members):
            yield _weigh(reading, claim, points, hit, asked=alternative.asked)
    for sentence in sorted({token.sentence for token in reading.tokens}):
        inside = [index for index, token in enumerate(reading.tokens) if token.sentence == sentence]
        matches = ((number, _match(reading, item, inside)) for number, item in enumerate(claim.items))
        met = {number: match for number, match in matches if match}
        if met and _cover(claim, met) >= HINT:
            hit = tuple(sorted({match.at for match in met.values()}))
            yield _weigh(reading, claim, points, hit, own=True)


def _match(reading: Reading, item: Item, window: list[int]) -> Match | None:
    """Return the word of the window that says what ``item`` says, the surest one first, or None."""
    best: Match | None = None
    for index in window:
        sure = _sameness(reading, item, index)
        if sure and (best is None or sure > best.sure):
            best = Match(index, sure, reading.sign(index) == item.sign)
    return best


def _sameness(reading: Reading, item: Item, index: int) -> float:
    token = reading.tokens[index]
    return _same(token.text, token.stem, item.text, item.stem)


@lru_cache(maxsize=50_000)
def _same(text: str, base: str, wanted: str, root: str) -> float:
    """Return how surely (0..1) two words, each with its stem, say the same."""
    if base == root or text == wanted:
        return 1.0
    if len(wanted) >= terms.FUZZY_FROM and terms.matches(text, wanted):
        return EXACT
    if scales.SYNONYMS.get(base, frozenset()) & scales.SYNONYMS.get(root, frozenset()):
        return ALIKE
    if set(scales.OPPOSITES.get(base, ())) & set(scales.OPPOSITES.get(root, ())):
        return ALIKE
    return 0.0


def _opposed(
    reading: Reading, claim: Claim, number: int, match: Match | None, window: list[int], hit: Hit
) -> bool:
    """Does the opposite of an item stand nearer to the hit than the item itself?

    A scale of which the point names both ends does not count; `sides` looks at those.
    """
    item = claim.items[number]
    named = {end for other in claim.items for end in scales.OPPOSITES.get(other.stem, ())}
    ends = {scale: end for scale, end in scales.OPPOSITES.get(item.stem, ()) if (scale, -end) not in named}
    for index in window:
        if item.sign > 0 > reading.sign(index):
            continue
        if any(
            ends.get(scale, end) != end for scale, end in scales.OPPOSITES.get(reading.tokens[index].stem, ())
        ):
            if match is None:
                return True
            if _distance(index, hit) < _distance(match.at, hit):
                return True
    return False


def _distance(index: int, hit: Hit) -> int:
    """Return how far a word is from the other words of the hit."""
    others = [place for place in hit if place != index] or [index]
    return min(abs(index - other) for other in others)


def _cover(claim: Claim, met: dict[int, Match]) -> float:
    total = sum(item.weight for item in claim.items)
    return (
        sum(claim.items[number].weight * match.sure for number, match in met.items()) / total
        if total
        else 0.0
    )


def _weigh(
    reading: Reading,
    claim: Claim,
    points: tuple[Claim, ...],
    hit: Hit,
    *,
    asked: bool = False,
    own: bool = False,
) -> Finding:
    """Judge a place: ``asked`` if the question has its words too, ``own`` if they are the point's own."""
    tokens = reading.tokens
    window = _window(reading, hit)
    clauses = {tokens[place].clause for place in hit}
    clause = [index for index in window if tokens[index].clause in clauses]
    foreign = {
        number
        for number in {tokens[index].clause for index in window}
        if sides.other_subject(reading, claim, points, [i for i in window if tokens[i].clause == number])
    }
    near = [index for index in window if tokens[index].clause not in foreign or index in hit]
    met: dict[int, Match] = {}
    for number, item in enumerate(claim.items):
        if match := _match(reading, item, clause) or _match(reading, item, near):
            met[number] = match
    cover = _cover(claim, met)
    because = reading.text[tokens[hit[0]].start : tokens[hit[-1]].end]
    sentences = frozenset(tokens[index].sentence for index in hit)
    if _denied(reading, claim, hit):
        if own and cover < ALONE:
            return Finding("weak", cover, because, sentences)
        return Finding("unsure" if clauses & foreign else "denied", cover, because, sentences)
    words = {match.at for match in met.values()} | set(hit)
    doubtful = (
        asked
        or cover < (ALONE if own else ENOUGH)
        or len(words) < min(WORDS, len(claim.items))
        or any(reading.open.get(sentence, frozenset()) - claim.doubts for sentence in sentences)
        or agreement(claim.say, reading, window[0], window[-1]) == "differ"
        or agreement(claim.say, reading, clause[0], clause[-1]) == "more"
        or clauses & foreign
        or sides.rival(reading, claim, points, clause)
        or any(_opposed(reading, claim, one, met.get(one), window, hit) for one, _ in enumerate(claim.items))
        or not all(match.agrees for match in met.values())
    )
    return Finding("unsure" if doubtful else "said", cover, because, sentences)


def _window(reading: Reading, hit: Hit) -> list[int]:
    """Return the words around a hit in its sentences: its statement."""
    sentences = {reading.tokens[index].sentence for index in hit}
    around = range(max(0, hit[0] - REACH), min(len(reading.tokens), hit[-1] + REACH + 1))
    return [index for index in around if reading.tokens[index].sentence in sentences]


def _denied(reading: Reading, claim: Claim, hit: Hit) -> bool:
    """Is what the hit names denied, where the point affirms it, or the other way round?"""
    within = frozenset(hit)
    denials = {negator.at for negator in reading.negators}
    for index in hit:
        if index in denials:
            continue
        expected = 1
        if not denials & within:
            item = next((item for item in claim.items if _sameness(reading, item, index) >= EXACT), None)
            if item is None and claim.say.negators:
                continue
            expected = item.sign if item else 1
        if reading.sign(index, within) != expected:
            return True
    return False


def _verbatim(reading: Reading, claim: Claim) -> Hit | None:
    """Return where the answer has the point word for word, each word denied or not as in the point."""
    say = claim.say
    wanted = [token.text for token in say.tokens]
    for start in range(len(reading.tokens) - len(wanted) + 1):
        places = range(start, start + len(wanted))
        if [reading.tokens[place].text for place in places] == wanted and wanted:
            same = all(reading.sign(place) == say.sign(number) for number, place in enumerate(places))
            hedged = any(
                reading.open.get(reading.tokens[place].sentence, frozenset()) - claim.doubts
                for place in places
            )
            if same and not hedged:
                return tuple(places)
    return None


def _names(text: str) -> set[str]:
    """Return the stems of the technical names in a sentence: capitals inside it, dotted names, acronyms."""
    names = re.findall(r"(?<=\S )[A-Z]\w+|\w*[a-z][A-Z]\w*|[A-Z]{2,}\w*|\w+[._]\w+", text)
    return {stem(name.casefold()) for name in names}
