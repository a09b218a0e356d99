"""What at a place of an answer speaks for a point and what against it, in numbers that can be weighed."""

from bisect import bisect_left
from collections.abc import Set
from typing import NamedTuple

from trainer.grading.points.claims import Claim, Item, Side, scales
from trainer.grading.points.held import Answer, cover
from trainer.grading.points.numbers import agreement, numbers_of_say
from trainer.grading.points.reading import Clause
from trainer.grading.points.roles import exchanged
from trainer.grading.points.signs import AGAINST, CONVERSE, OPEN, PLACE, SWAPPED, TURNED
from trainer.grading.points.subjects import tail
from trainer.grading.points.terms import Hit
from trainer.grading.points.words import spaceless

FULL = 0.9  # share of a point's own words that is as good as all
MANY = 3  # words of a point whose order tells something
HALF = 0.5  # share of what another point says that makes it a rival

Hits = list[tuple[tuple[tuple[str, ...], ...], Hit]]  # where terms stand, each with the term (() for none)


class Place(NamedTuple):
    """A clause of the answer that may say a point: what speaks for and against it, its words, and those of
    them, from ``hit`` to ``end``, that speak for it; ``ordered``: those of its sentence that the point has
    stand in its order."""

    features: dict[str, float]
    first: int
    last: int
    hit: int
    end: int
    verbatim: bool = False
    ordered: bool = True

    @property
    def open(self) -> bool:
        """Is it open of whom it speaks, or if it claims anything?"""
        return not self.verbatim and any(self.features[name] == 1 for name in OPEN)

    @property
    def turned(self) -> bool:
        """Does it rather say something else?"""
        return not self.verbatim and any(self.features[name] == 1 for name in TURNED)

    @property
    def swapped(self) -> bool:
        """Does it say of another point's subject what the point says?"""
        return not self.verbatim and any(self.features[name] == 1 for name in SWAPPED)

    @property
    def full(self) -> bool:
        """Are a term and as good as all the point's own words there in order, and nothing against it?"""
        return not self.verbatim and (
            self.features["term"] == 1
            and self.features["share"] >= FULL
            and self.ordered
            and not any(self.features[name] for name in (*AGAINST, *OPEN))
        )


class Spot(NamedTuple):
    """The clauses ``key`` held against the point ``number``.

    ``hits``: where its terms stand. ``marked``: the words of these. ``inside``: all words there, ``content``
    those with content of their own. ``met``: the stems of the point that stand there.
    """

    number: int
    claim: Claim
    hits: Hits
    key: tuple[int, ...]
    clauses: tuple[Clause, ...]
    marked: tuple[int, ...]
    inside: tuple[int, ...]
    content: tuple[int, ...]
    met: set[str]


def weigh(answer: Answer, number: int, hits: Hits, key: tuple[int, ...]) -> Place:
    """Return what speaks for and against it that the clauses ``key`` say the point ``number``."""
    words = answer.reading.words
    clauses = tuple(answer.reading.clauses[clause] for clause in key)
    inside = tuple(at for clause in clauses for at in range(clause.first, clause.last))
    spot = Spot(
        number,
        answer.note.claims[number],
        hits,
        key,
        clauses,
        tuple(sorted({at for _, hit in hits for at in hit})),
        inside,
        tuple(at for at in inside if not words[at].small),
        set().union(*(answer.by_clause[number].get(clause, set()) for clause in key)),
    )
    f = dict.fromkeys(PLACE, 0.0)
    f["place"] = 1.0
    _words(answer, spot, f)
    _denials(answer, spot, f)
    _whose(answer, spot, f)
    _manner(answer, spot, f)
    _advice(answer, spot, f)
    _order(answer, spot, f)
    _converse(answer, spot, f)
    hit, end = spot.marked[0], spot.marked[-1]
    ordered = f["share"] < FULL or answer.ordered(number, clauses[0].sentence)
    return Place(f, min(clauses[0].first, hit), max(clauses[-1].last - 1, end), hit, end, ordered=ordered)


def _order(answer: Answer, spot: Spot, f: dict[str, float]) -> None:
    """Weigh how much of the point its sentence has, and if in order, which tells nothing where it is clear
    who does it."""
    number, sentence = spot.number, spot.clauses[0].sentence
    met = answer.met_in(number, sentence)
    denials = sum(answer.reading.words[at].denies for at in answer.sentences[sentence].words)
    if denials == sum(word.denies for word in spot.claim.say.words):
        f["share"] = cover(spot.claim, met)
    if len(met) >= MANY and not f["does"]:
        f["disorder"] = float(not answer.ordered(number, sentence))


def _words(answer: Answer, spot: Spot, f: dict[str, float]) -> None:
    """Weigh the words that stand there: those of the point, of its terms, and others."""
    words, claim = answer.reading.words, spot.claim
    f["cover"] = share = cover(claim, spot.met)
    f["kin"] = cover(claim, answer.in_other_words(spot.number, spot.inside) - spot.met)
    strange = [words[at].stem for at in spot.content if at not in spot.marked]
    stray = sum(base in claim.elsewhere and base not in claim.known for base in strange)
    f["stray"] = stray / max(1, len(spot.content))
    listed = [hit for one, hit in spot.hits if one]
    if not listed:
        if not claim.terms:
            f["termless"] = 1.0
            f["own"] = cover(claim, answer.met_in(spot.number, spot.clauses[0].sentence))
        return
    content = [[at for at in hit if not words[at].small] for hit in listed]
    f["term"], f["term_cover"] = 1.0, share
    f["long_term"] = min(3, max(map(len, content))) / 3
    f["in_say"] = float(any(all(words[at].stem in claim.stems for at in hit) for hit in listed))
    f["asked"] = float(all(words[at].stem in answer.note.asked for hit in content for at in hit))
    if all(words[at].stem in claim.head for hit in listed for at in hit):
        f["mere"] = 1 - tail(claim, spot.met)
    rarity = [
        max((_rarity(answer, words[at].stem) for at in some or hit), default=0.0)
        for some, hit in zip(content, listed, strict=True)
    ]
    f["rare"] = max(rarity)
    rarest = listed[rarity.index(f["rare"])]
    f["common"] = float(all(words[at].stem in claim.others for at in rarest))


def _rarity(answer: Answer, base: str) -> float:
    return answer.around.rarity(base) if answer.around else 1.0


def _denials(answer: Answer, spot: Spot, f: dict[str, float]) -> None:
    """Weigh what is denied there and what is not, against the point."""
    claim = spot.claim
    denied = sum(_denied(answer, claim, one, hit) for one, hit in spot.hits) / len(spot.hits)
    far = any(answer.reading.words[at].far for at in spot.marked)
    absent = claim.absent and not far and claim.absent.isdisjoint(spot.met)
    if all(clause.condition for clause in spot.clauses):
        f["denied_if"] = denied
    elif absent:
        f["denied_absent"] = denied
    else:
        f["denied_other" if f["term"] and not f["in_say"] else "denied"] = denied
    opposed, agrees = _opposed(answer, spot, {at for one, hit in spot.hits if one for at in hit})
    f["opposed"] = float(opposed)
    if agrees and not far:
        f["denied"] = f["denied_other"] = f["denied_absent"] = 0.0
    if claim.denies and f["term"] and not f["in_say"]:
        f["undenied"] = float(not any(answer.reading.words[at].denies for at in spot.inside))
    if not absent:
        beside = (item for item in claim.items if item.stem in spot.met and not _signed(answer, item, spot))
        f["denied_beside"] = cover(claim, {item.stem for item in beside})


def _signed(answer: Answer, item: Item, spot: Spot) -> bool:
    words = answer.reading.words
    places = [
        at
        for at in answer.items[spot.number][item.stem]
        if words[at].clause in spot.key and at not in spot.marked
    ]
    return not places or any(words[at].denied == item.denied for at in places)


def _denied(answer: Answer, claim: Claim, one: tuple[tuple[str, ...], ...], hit: Hit) -> float:
    """Return the share of the words of a hit of the term ``one`` that are denied where the point affirms, or
    affirmed."""
    words, speech = answer.reading.words, answer.reading.speech
    affirms = not any(speech.negative(word) for member in one for word in member)
    if any(words[at].denies and not (affirms and speech.negative(words[at].text)) for at in hit):
        return float(any(words[at].far for at in hit))
    wrong = judged = 0
    for at in hit:
        item = next((item for item in claim.items if item.stem == words[at].stem), None)
        if item is None and claim.denies:
            continue
        judged += 1
        wrong += words[at].denied != (item.denied if item else False)
    return wrong / judged if judged else 0.0


def _whose(answer: Answer, spot: Spot, f: dict[str, float]) -> None:
    """Weigh of whom the clauses speak, held against all points."""
    number, claim, key = spot.number, spot.claim, spot.key
    f["apart"] = float(len(key) > 1 and not claim.say.words[-1].sentence)
    f["unnamed"] = float(not any(clause.subject for clause in spot.clauses))
    subjects, told = answer.subjects, _told(answer, spot)
    f["own_subject"] = subjects.own(number, key, told) * (
        1 - max(f["denied"], f["denied_other"], f["denied_if"], f["denied_absent"])
    )
    f["foreign"], f["foreign_set"] = subjects.foreign(number, key, told)
    f["crossed"] = subjects.crossed(number, key, told)
    f["exchanged"] = exchanged(answer.reading, claim.roles, answer.items[number], key, answer.beside)
    f["against"] = subjects.against(number, key)
    _does(answer, spot, f)
    wider = _with_relative(answer, key)
    mine = tail(claim, spot.met.union(*(answer.by_clause[number].get(clause, set()) for clause in wider)))
    for other_number, other in enumerate(answer.note.claims):
        if other.head - claim.head and claim.head - other.head:
            theirs = set().union(*(answer.by_clause[other_number].get(clause, set()) for clause in wider))
            fits = tail(other, theirs)
            if fits >= HALF:
                f["rival"] = max(f["rival"], fits - mine)


def _does(answer: Answer, spot: Spot, f: dict[str, float]) -> None:
    """Weigh who does there what the point says; if that is clear, the order of names tells nothing."""
    claim, words = spot.claim, answer.reading.words
    match answer.doers.right(claim.doers, spot.key):
        case True:
            f["does"] = 1.0
            if answer.doers.clear({pair.last for pair in claim.roles.pairs}, spot.key):
                f["exchanged"] = 0.0
        case False:
            f["turned_does" if answer.doers.named(claim.say, spot.key) else "other_does"] = 1.0
    names = answer.note.names.stems - claim.known
    others = sum(words[at].stem in names for at in spot.content if at not in answer.beside)
    f["alien"] = others / max(1, len(spot.content))


def _told(answer: Answer, spot: Spot) -> list[int]:
    """Return the words there by which something is said of whom the point speaks."""
    first, last = spot.clauses[0].first, spot.clauses[-1].last
    heads = {item.stem for item in spot.claim.items if item.head}
    told = []
    for base, places in answer.items[spot.number].items():
        here = places[bisect_left(places, first) : bisect_left(places, last)]
        if here and base in spot.met and base not in heads and not spaceless(base):
            told.append(min(here, key=lambda at: abs(at - spot.marked[0])))
    return told or [at for at in spot.marked if spaceless(answer.reading.words[at].text)]


def _with_relative(answer: Answer, key: tuple[int, ...]) -> list[int]:
    """Return the clauses with those that follow and say more of the same subject ("decides which …")."""
    wider, clauses = list(key), answer.reading.clauses
    after = key[-1] + 1
    last = clauses[key[-1]]
    while after < len(clauses) and clauses[after].sentence == last.sentence:
        if not clauses[after].condition and (clauses[after].named and clauses[after].subject != last.subject):
            break
        wider.append(after)
        after += 1
    return wider


def _manner(answer: Answer, spot: Spot, f: dict[str, float]) -> None:
    """Weigh how it is said: opposites, numbers, doubts, and if it is said at all or only listed."""
    claim, reading = spot.claim, answer.reading
    words = (reading.words[at] for at in spot.inside)
    strong = {
        word.stem
        for word in words
        if word.text in reading.speech.absolute and not (claim.denies and word.denies)
    }
    f["extreme"] = float(not strong <= {word.stem for word in claim.say.words})
    if agreed := _numbers(answer, spot):
        f[agreed] = 1.0
    sentence = spot.clauses[0].sentence
    doubts = reading.open.get(sentence, frozenset()).difference(*claim.say.open.values())
    f["question"] = float("?" in doubts)
    f["hedged"] = float(bool(doubts - {"?"}))
    f["list"] = answer.is_list
    f["gate"] = answer.sentences[sentence].gate
    f["nearer"], f["beyond"] = answer.alike.at(spot.number, sentence, spot.key)


def _advice(answer: Answer, spot: Spot, f: dict[str, float]) -> None:
    """Weigh if the point and the answer advise the same where they speak of the same case."""
    advised = spot.claim.advice
    if not advised.side:
        return
    words, stance = answer.sentences[spot.clauses[0].sentence].words, answer.stance
    row = stance.parts(words[0], words[-1] + 1)
    at = spot.marked[0] if words[0] <= spot.marked[0] <= words[-1] else spot.clauses[0].first
    part = stance.governing(row, at)
    met = spot.met - advised.own
    here = {i for i in spot.inside if answer.reading.words[i].stem in met} | set(spot.marked)
    side = stance.side(part, advised.own, here) if part else 0
    if any(one.but for one in row if one.first <= at < one.last):
        side = -side
    f["turned"] = float(side == -advised.side)
    inside = next(one for one in row if one.first <= at < one.last)
    plain = not any(answer.reading.words[i].denies for i in range(inside.first, inside.last))
    if side == advised.side == -1 or (side != -advised.side and plain):  # what is denied is the advice
        f["denied"] = f["denied_other"] = f["denied_absent"] = f["denied_if"] = f["denied_beside"] = 0.0


def _converse(answer: Answer, spot: Spot, f: dict[str, float]) -> None:
    """Let a comparison agree that is turned round with the opposite word ("B is smaller than A")."""
    compared = any(pair.compared for pair in spot.claim.roles.pairs)
    if compared and f["exchanged"] == 1 and _opposed(answer, spot)[0]:
        f |= dict.fromkeys(CONVERSE, 0.0)


def _opposed(answer: Answer, spot: Spot, listed: Set[int] = frozenset()) -> tuple[bool, bool]:
    """Does the opposite of a word of the point stand in the clause, and that word not? And is such an
    opposite denied, which says the same? The words ``listed`` are none."""
    table, words = scales(answer.reading.speech), answer.reading.words
    beside = answer.around.opposites if answer.around else {}

    def sides(base: str) -> tuple[Side, ...]:
        return table.get(base, ()) + beside.get(base, ())

    named = {side for item in spot.claim.items for side in sides(item.stem)}
    for item in spot.claim.items:
        if item.stem in spot.met:
            continue
        ends = {(scale, -end) for scale, end in sides(item.stem) if (scale, -end) not in named}
        rest = (at for at in spot.inside if ends and at not in listed)
        opposite = [at for at in rest if not ends.isdisjoint(sides(words[at].stem))]
        if opposite:
            alike = any(words[at].denied == item.denied for at in opposite)
            return alike, not alike
    return False, False


def _numbers(answer: Answer, spot: Spot) -> str:
    first = bisect_left(answer.number_places, spot.inside[0])
    last = bisect_left(answer.number_places, spot.inside[-1] + 1)
    terms = {at for one, hit in spot.hits if one for at in hit}
    given = [number for number in answer.numbers[first:last] if number.at not in terms]
    say = spot.claim.say
    result = agreement(numbers_of_say(say.text, say.speech), given) if given else "none"
    return result if result in ("differ", "more") else ""
