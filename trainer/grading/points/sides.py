"""Is something said of the wrong side: of another subject, the other way round, with parts exchanged?"""

from trainer.grading.points import lexicon, scales
from trainer.grading.points.claims import Claim
from trainer.grading.points.reading import Reading, subject
from trainer.grading.points.wordlist import words

# What stands between two sides so that their order matters.
_DIRECTION = words("into than before after instead behind onto")

Met = dict[int, int]  # number of the item -> index of the word of the answer that says it


def other_subject(reading: Reading, claim: Claim, others: tuple[Claim, ...], clause: list[int]) -> bool:
    """Is the subject of the clause that of other points, or the question's other side, or another actor?"""
    stems = {reading.tokens[index].stem for index in subject(reading, clause)}
    if not stems:
        return False
    mine = {item.stem for item in claim.items}
    ours = claim.topic - claim.contrast
    if stems & claim.rivals and not stems & claim.subject:
        return True
    if stems & claim.contrast and not stems & ours:
        return True
    theirs = {item.stem for other in others if other is not claim for item in other.items} | lexicon.ROLES
    if stems & mine:
        return bool(claim.subject - stems and (stems - claim.subject) & (theirs | claim.topic) - mine)
    return bool(stems & theirs - ours)


def rival(reading: Reading, claim: Claim, others: tuple[Claim, ...], clause: list[int]) -> bool:
    """Does what the clause says of its subject belong rather to a point with another subject?"""
    named = set(subject(reading, clause))
    after = clause[-1] + 1
    if after < len(reading.tokens) and reading.tokens[after].text in {"that", "which", "who"}:
        clause = clause + reading.clause_of(after)
    rest = {reading.tokens[index].stem for index in clause if index not in named}

    def fits(one: Claim) -> int:
        return len(rest & {item.stem for item in one.items} - one.subject)

    best = max(
        (fits(other) for other in others if other.subject - claim.subject and other.subject), default=0
    )
    return bool(named) and best > max(1, fits(claim))


def exchanged(reading: Reading, claim: Claim, met: Met) -> bool:
    """Do subject and object, or the sides of "into", "than", "before" …, stand the other way round?"""
    for one, first in met.items():
        for other, second in met.items():
            if (
                one < other
                and first > second
                and reading.tokens[first].clause == reading.tokens[second].clause
            ):
                say = [
                    token.text
                    for token in claim.say.tokens[claim.items[one].place : claim.items[other].place]
                ]
                answer = [token.text for token in reading.tokens[second:first]]
                if _DIRECTION & set(say) & set(answer):
                    return True
    return _roles_exchanged(reading, claim, met) or _displaced(reading, claim, met)


def _roles_exchanged(reading: Reading, claim: Claim, met: Met) -> bool:
    """Does an object of the point stand as subject of a clause, and the point's subject after its verb?"""
    exact = {index for number, index in met.items() if reading.tokens[index].stem == claim.items[number].stem}
    for first in exact:
        if reading.tokens[first].stem not in claim.subject:
            continue
        named = subject(reading, reading.clause_of(first))
        stems = {reading.tokens[index].stem for index in named}
        passive = "by" in (token.text for token in reading.tokens[max(0, first - 3) : first])
        after = named and named[-1] < first and not stems & claim.subject
        if after and not passive and exact & set(named):
            return True
    return False


def _displaced(reading: Reading, claim: Claim, met: Met) -> bool:
    """Does the point's subject stand after the verb, not as "by …", where another one stands before it?"""
    mine = {item.stem for item in claim.items}
    for index in met.values():
        actor = reading.tokens[index].stem in claim.subject & lexicon.ROLES
        if actor and reading.tokens[index - 1].text != "by":
            named = subject(reading, reading.clause_of(index))
            stems = {reading.tokens[place].stem for place in named}
            if named and index > named[-1] + 1 and not stems & mine and index - 1 not in named:
                return True
    return False


def crossed(reading: Reading, claim: Claim, met: Met) -> bool:
    """Are two pairs of opposites of the point joined the other way ("managed keeps, external deletes")?"""
    pairs = _joined(claim.say)
    twice = {pair for pair, signs in pairs.items() if len(signs) == 1 and _two_sided(claim.say, pair)}
    for pair, signs in _joined(reading, {reading.tokens[index].clause for index in met.values()}).items():
        if pair in twice and signs - pairs[pair]:
            return True
    return False


def _joined(reading: Reading, clauses: set[int] | None = None) -> dict[tuple[int, int], set[int]]:
    """Return for each two scales on which a clause has one word each, the products of the sides."""
    found: dict[tuple[int, int], set[int]] = {}
    for number in sorted(clauses if clauses is not None else {token.clause for token in reading.tokens}):
        sides: dict[int, set[int]] = {}
        for index, token in enumerate(reading.tokens):
            if token.clause == number:
                for axis, side in scales.OPPOSITES.get(token.stem, ()):
                    sides.setdefault(axis, set()).add(side * reading.sign(index))
        single = sorted((axis, side.copy().pop()) for axis, side in sides.items() if len(side) == 1)
        for place, (axis, side) in enumerate(single):
            for other, second in single[place + 1 :]:
                found.setdefault((axis, other), set()).add(side * second)
    return found


def _two_sided(reading: Reading, pair: tuple[int, int]) -> bool:
    sides = {side for token in reading.tokens for side in scales.OPPOSITES.get(token.stem, ())}
    return all((axis, 1) in sides and (axis, -1) in sides for axis in pair)


def mixed(reading: Reading, claim: Claim, met: Met) -> bool:
    """Does the answer give the subject of one clause of the point the predicate of the other?"""
    sides = [
        (names, rest)
        for names, rest in _clauses(claim.say, {t.clause for t in claim.say.tokens})
        if names and rest
    ]
    if len(sides) < 2:
        return False
    for names, rest in _clauses(reading, {reading.tokens[index].clause for index in met.values()}):
        for number, (own, predicate) in enumerate(sides):
            others = [side for place, side in enumerate(sides) if place != number]
            elsewhere = set().union(*(side[1] for side in others)) - predicate
            alone = names & own and not names & set().union(*(side[0] for side in others))
            if alone and elsewhere & rest and not predicate & rest:
                return True
    return False


def _clauses(reading: Reading, numbers: set[int]) -> list[tuple[set[str], set[str]]]:
    """Return the stems of subject and rest for each of these clauses."""
    result = []
    for number in sorted(numbers):
        inside = [index for index, token in enumerate(reading.tokens) if token.clause == number]
        named = subject(reading, inside)
        stems = {reading.tokens[index].stem for index in inside if index not in named}
        result.append(({reading.tokens[index].stem for index in named}, stems))
    return result
