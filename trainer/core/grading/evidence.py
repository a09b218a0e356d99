"""What in an answer speaks for a point, and what against it."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from trainer.core.grading import lexicon, sides, terms
from trainer.core.grading.claims import Claim, Item, claims
from trainer.core.grading.listing import Listing, listing, says_nothing
from trainer.core.grading.numbers import agreement
from trainer.core.grading.reading import Reading, has_verb, read
from trainer.core.grading.stems import stem
from trainer.core.kinds import Points

Verdict = Literal["said", "missed", "unsure"]

REACH = 14  # words to each side of a hit, in its sentence, that count as its statement
ENOUGH = 0.3  # share of a point's own words beside a hit, from which on it is said
WORDS = 2  # words of the point that a statement needs
ALONE = 0.8  # share of its own words, without a term
LATER = 8  # words that a following clause counts as further off
UNREAD = 3  # content words from which on a sentence says something
HINT = 0.34  # from which on it is worth asking


class Finding(NamedTuple):
    """One place that speaks for a point: how, how much of the point it covers, and its words."""

    verdict: Literal["said", "unsure", "denied", "weak"]
    cover: float
    because: str
    sentences: frozenset[int]
    why: str = ""


class Match(NamedTuple):
    """The word of an answer that says what an item says; ``sure`` 0..1, ``agrees`` unless one of them is denied."""

    index: int
    sure: float
    agrees: bool


def judge(answer: str, body: Points) -> list[tuple[Verdict, str]]:
    """Return the verdict on each point of ``body`` and the words that led to it."""
    reading = read(answer)
    points = claims(body)
    if says_nothing(reading, body.ask):
        return [("missed", "")] * len(points)
    listed = listing(reading)
    found = [list(_findings(reading, claim, points)) for claim in points]
    marks = [_verdict(findings, listed=listed) for findings in found]
    if rest := _unread(reading, points, found):
        return [("unsure", rest) if verdict == "missed" and not because else (verdict, because) for verdict, because in marks]
    return marks


def _unread(reading: Reading, points: tuple[Claim, ...], found: list[list[Finding]]) -> str:
    """Return a sentence that says something, but of which no point knows what ("" = none).

    It may be any of the points in words that nobody foresaw, so the points without evidence are asked about.
    """
    known = {sentence for findings in found for finding in findings for sentence in finding.sentences}
    vocabulary = points[0].topic.union(*({token.stem for token in claim.say.tokens} for claim in points))
    for number in sorted({token.sentence for token in reading.tokens} - known - reading.open):
        inside = [token for token in reading.tokens if token.sentence == number]
        content = {token.stem for token in inside if token.text not in lexicon.FUNCTION}
        said = reading.text[inside[0].start : inside[-1].end]
        if len(content - points[0].topic) >= UNREAD and has_verb([token.text for token in inside]):
            if not _names(said) - vocabulary:
                return said
    return ""


_RANK = ("weak", "denied", "unsure", "said")


def _verdict(findings: list[Finding], *, listed: Listing) -> tuple[Verdict, str]:
    if not findings:
        return "missed", ""
    best = max(findings, key=lambda finding: (_RANK.index(finding.verdict), finding.cover))
    if best.verdict == "denied" or (listed == "list" and best.verdict != "weak"):
        return "missed", best.because
    denied = any(finding.verdict == "denied" and finding.cover > best.cover for finding in findings)
    if best.verdict != "said" or denied or listed:
        return "unsure", best.because
    return "said", best.because


def _findings(reading: Reading, claim: Claim, points: tuple[Claim, ...]) -> Iterator[Finding]:
    for alternative in claim.terms:
        for hit in terms.hits(reading, alternative.members):
            yield _weigh(reading, claim, points, hit, asked=alternative.asked)
    for sentence in sorted({token.sentence for token in reading.tokens}):
        inside = [index for index, token in enumerate(reading.tokens) if token.sentence == sentence]
        met = {number: match for number, item in enumerate(claim.items) if (match := _match(reading, item, inside))}
        if met and _cover(claim, met) >= HINT:
            hit = tuple(sorted({match.index for match in met.values()}))
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
    if token.stem == item.stem or token.text == item.text:
        return 1.0
    if len(item.text) >= terms.FUZZY_FROM and terms.matches(token, item.text):
        return 0.9
    if lexicon.SYNONYMS.get(token.stem, frozenset()) & lexicon.SYNONYMS.get(item.stem, frozenset()):
        return 0.7
    if set(lexicon.OPPOSITES.get(token.stem, ())) & set(lexicon.OPPOSITES.get(item.stem, ())):
        return 0.7
    return 0.0


def _opposed(reading: Reading, item: Item, match: Match | None, window: list[int], hit: tuple[int, ...]) -> bool:
    """Does the opposite of ``item`` stand nearer to the hit than the item itself?"""
    axes = dict(lexicon.OPPOSITES.get(item.stem, ()))
    if not axes:
        return False
    for index in window:
        for axis, side in lexicon.OPPOSITES.get(reading.tokens[index].stem, ()):
            denied = item.sign > 0 and reading.sign(index) < 0
            if axes.get(axis, side) != side and not denied:
                if match is None or _distance(reading, index, hit) < _distance(reading, match.index, hit):
                    return True
    return False


def _distance(reading: Reading, index: int, hit: tuple[int, ...]) -> int:
    """Return how far a word is from the other words of the hit; a later clause counts as far."""
    others = [place for place in hit if place != index] or [index]
    later = reading.tokens[index].clause > reading.tokens[others[-1]].clause
    return min(abs(index - other) for other in others) + (LATER if later else 0)


def _cover(claim: Claim, met: dict[int, Match]) -> float:
    total = sum(item.weight for item in claim.items)
    return sum(claim.items[number].weight * match.sure for number, match in met.items()) / total if total else 0.0


def _weigh(
    reading: Reading,
    claim: Claim,
    points: tuple[Claim, ...],
    hit: tuple[int, ...],
    *,
    asked: bool = False,
    own: bool = False,
) -> Finding:
    tokens = reading.tokens
    sentences = frozenset(tokens[index].sentence for index in hit)
    window = [
        index
        for index in range(max(0, hit[0] - REACH), min(len(tokens), hit[-1] + REACH + 1))
        if tokens[index].sentence in sentences
    ]
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
        match = _match(reading, item, clause) or _match(reading, item, near)
        if match:
            met[number] = match
    cover = _cover(claim, met)
    because = reading.text[tokens[hit[0]].start : tokens[hit[-1]].end]
    if _denied(reading, claim, hit):
        if own and cover < ALONE:
            return Finding("weak", cover, because, sentences)
        blurred = clauses & foreign or _blurred(reading, clause, hit)
        return Finding("unsure" if blurred else "denied", cover, because, sentences, "denied")
    places = {number: match.index for number, match in met.items()}
    words = {match.index for match in met.values()} | set(hit)
    if sentences & reading.open:
        why = "open"
    elif asked:
        why = "asked"
    elif cover < (ALONE if own else ENOUGH):
        why = "cover"
    elif len(words) < min(WORDS, len(claim.items)):
        why = "words"
    elif agreement(claim.say, reading, window[0], window[-1]) in ("differ", "more"):
        why = "number"
    elif clauses & foreign:
        why = "subject"
    elif sides.exchanged(reading, claim, places):
        why = "exchanged"
    elif sides.mixed(reading, claim, places):
        why = "mixed"
    elif any(_opposed(reading, item, met.get(number), window, hit) for number, item in enumerate(claim.items)):
        why = "opposed"
    elif not all(match.agrees for match in met.values()):
        why = "sign"
    else:
        why = ""
    return Finding("unsure" if why else "said", cover, because, sentences, why)


def _denied(reading: Reading, claim: Claim, hit: tuple[int, ...]) -> bool:
    """Is what the hit names denied, where the point affirms it, or the other way round?"""
    within = frozenset(hit)
    own = any(negator.at & within for negator in reading.negators)
    for index in hit:
        if any(index in negator.at for negator in reading.negators):
            continue
        expected = 1
        if not own:
            item = next((item for item in claim.items if _sameness(reading, item, index) >= 0.9), None)
            if item is None and claim.denies:
                continue
            expected = item.sign if item else 1
        if reading.sign(index, within) != expected:
            return True
    return False


def _blurred(reading: Reading, clause: list[int], hit: tuple[int, ...]) -> bool:
    """Is it hard to tell what a denial means: of a drawback, or one of several?"""
    drawback = any(reading.tokens[index].stem in lexicon.DRAWBACKS for index in clause if index not in hit)
    reaching = [negator for negator in reading.negators if negator.first <= hit[0] <= negator.last]
    return drawback or len(reaching) > 1


def _names(text: str) -> set[str]:
    """Return the stems of the technical names in a sentence: capitals inside it, dotted names, acronyms."""
    names = re.findall(r"(?<=\S )[A-Z]\w+|\w*[a-z][A-Z]\w*|[A-Z]{2,}\w*|\w+[._]\w+", text)
    return {stem(name.casefold()) for name in names}
