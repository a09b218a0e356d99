"""What at a place of an answer speaks for a point and what against it, in numbers that can be weighed."""

from bisect import bisect_left
from typing import NamedTuple

from trainer.grading.points.claims import Claim, Item, Side, scales
from trainer.grading.points.held import Answer, cover
from trainer.grading.points.numbers import agreement, numbers_of_say
from trainer.grading.points.reading import Clause
from trainer.grading.points.roles import exchanged
from trainer.grading.points.subjects import tail
from trainer.grading.points.terms import Hit
from trainer.grading.points.words import spaceless

FULL = 0.9  # share of a point's own words that is as good as all
HALF = 0.5  # share of what another point says that makes it a rival

PLACE = {
    "place": "some of the point's words stand here",
    "term": "a listed term stands here",
    "long_term": "how many words the term has, of three",
    "in_say": "the term stands in the point",
    "rare": "how rare the term is in the deck",
    "common": "other points of the note have the term too",
    "asked": "the question has all words of the term",
    "mere": "the term only names of whom the point speaks, by how little of what it says of that stands here",
    "cover": "share of the point's own words that stand in the clause",
    "term_cover": "the same, beside a listed term",
    "kin": "share of the point's own words that stand there in other words",
    "termless": "the note lists no terms for the point",
    "own": "share of the own words of such a point that stand in the sentence",
    "stray": "share of the clause's words that other points say",
    "rival": "it says rather what another point says",
    "own_subject": "it speaks of whom the point speaks",
    "crossed": "it speaks of whom another point speaks, and what that says is said of whom this one speaks",
    "exchanged": "it has the names of the point the other way round",
    "does": "the one does it who does by the point",
    "other_does": "another does it than by the point",
    "turned_does": "the same, and the point names him",
    "alien": "share of the clause's words that are names of others",
    "foreign": "it speaks of whom another point speaks",
    "foreign_set": "the same where the question or labels set the two apart",
    "against": "it speaks of what the question sets its subject against",
    "unnamed": "it does not name of whom it speaks",
    "apart": "the words of the term stand in several clauses, and the point is one sentence",
    "turned": "the point says to do a thing in this case and the answer not to, or the other way round",
    "opposed": "the opposite of a word of the point stands there instead of it",
    "extreme": "an only, all or never that the point has not",
    "differ": "a number differs",
    "more": "a number that the point has not",
    "hedged": "the sentence doubts",
    "question": "the sentence asks",
    "denied": "a term of the point's own words is denied and the point affirms it, or the other way round",
    "denied_other": "the same of a term that does not stand in the point",
    "denied_absent": "the same where the point says that something is no more",
    "denied_if": "the same of any term in a condition",
    "denied_beside": "the same of words beside the term",
    "list": "how much of a row of words the answer is",
    "gate": "how much better the sentence fits another note of the deck",
    "nearer": "how much nearer than usual what it means is to the point than to any other",
    "beyond": "the same of the point and the question",
}
"""What is weighed at a place, each from 0 to 1, the last two from -1 on."""
TURNED = ("crossed", "exchanged", "against", "turned")
"""With any of these in full rather something else is said."""
AGAINST = {
    *("stray", "rival", "foreign", "foreign_set", "other_does", "turned_does"),
    *("apart", "opposed", "differ", "more", "list", "gate"),
    *("denied", "denied_other", "denied_absent", "denied_if", "denied_beside"),
}
"""Any of these, too, speaks against it."""
SWAPPED = ("crossed", "exchanged", "foreign_set")
"""With any of these in full it is said of the wrong one."""
OPEN = (*TURNED, "hedged", "question")
"""With any of these in full a point is never said for certain, whatever else speaks for it."""

Hits = list[tuple[tuple[tuple[str, ...], ...], Hit]]  # where terms stand, each with the term (() for none)


class Place(NamedTuple):
    """A clause of the answer that may say a point: what speaks for and against it, its words, and those of
    them, from ``hit`` to ``end``, that speak for it; ``share`` of the point's words stand in its sentence,
    0 where that denies more or less than the point; ``ordered``: they stand in its order."""

    features: dict[str, float]
    first: int
    last: int
    hit: int
    end: int
    verbatim: bool = False
    share: float = 0.0
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
            and self.share >= FULL
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
    _converse(spot, f)
    first, last = clauses[0].first, clauses[-1].last - 1
    hit, end = spot.marked[0], spot.marked[-1]
    sentence = clauses[0].sentence
    denials = sum(words[at].denies for at in answer.sentences[sentence].words)
    alike = denials == sum(word.denies for word in spot.claim.say.words)
    share = cover(spot.claim, answer.met_in(number, sentence)) if alike else 0.0
    ordered = share < FULL or answer.ordered(number, sentence)
    return Place(f, min(first, hit), max(last, end), hit, end, share=share, ordered=ordered)


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
    opposed, agrees = _opposed(answer, spot)
    f["opposed"] = float(opposed)
    if agrees and not far:
        f["denied"] = f["denied_other"] = f["denied_absent"] = 0.0
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


def _converse(spot: Spot, f: dict[str, float]) -> None:
    """Let a comparison agree that is turned round with the opposite word ("B is smaller than A")."""
    if f["exchanged"] == f["opposed"] == 1 and any(pair.compared for pair in spot.claim.roles.pairs):
        f |= dict.fromkeys(
            ("exchanged", "opposed", "crossed", "foreign", "foreign_set", "turned_does", "other_does"), 0.0
        )


def _opposed(answer: Answer, spot: Spot) -> tuple[bool, bool]:
    """Does the opposite of a word of the point stand in the clause, and that word not? And is such an
    opposite denied, which says the same?"""
    table, words = scales(answer.reading.speech), answer.reading.words
    beside = answer.around.opposites if answer.around else {}

    def sides(base: str) -> tuple[Side, ...]:
        return table.get(base, ()) + beside.get(base, ())

    named = {side for item in spot.claim.items for side in sides(item.stem)}
    for item in spot.claim.items:
        if item.stem in spot.met:
            continue
        ends = {(scale, -end) for scale, end in sides(item.stem) if (scale, -end) not in named}
        opposite = [at for at in spot.inside if ends and not ends.isdisjoint(sides(words[at].stem))]
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
