"""Is something said of the wrong side: of another subject, the other way round, or with the parts exchanged?"""

from trainer.core.grading import lexicon
from trainer.core.grading.claims import Claim
from trainer.core.grading.reading import Reading, is_verb

# What stands between two sides so that their order matters.
_DIRECTION = frozenset("into to than before after from over instead behind onto".split())

Met = dict[int, int]  # number of the item -> index of the word of the answer that says it


def other_subject(reading: Reading, claim: Claim, others: tuple[Claim, ...], clause: list[int]) -> bool:
    """Is the subject of the clause one of other points, of the other side of the question, or another actor?"""
    subject = _subject(reading, clause)
    if not subject:
        return False
    stems = {reading.tokens[index].stem for index in subject}
    mine = {item.stem for item in claim.items}
    ours = claim.topic - claim.contrast
    if stems & claim.contrast and not stems & ours:
        return True
    theirs = {item.stem for other in others if other is not claim for item in other.items} | lexicon.ROLES
    if stems & mine:
        named = {claim.say.tokens[index].stem for index in _subject(claim.say, claim.say.clause_of(0))}
        return bool(named - stems and (stems - named) & (theirs | claim.topic) - mine)
    return bool(stems & theirs - ours)


def exchanged(reading: Reading, claim: Claim, met: Met) -> bool:
    """Do subject and object, or the sides of "into", "than", "before" …, stand the other way round?"""
    for one, first in met.items():
        for other, second in met.items():
            if one < other and first > second and reading.tokens[first].clause == reading.tokens[second].clause:
                say = [token.text for token in claim.say.tokens[claim.items[one].place : claim.items[other].place]]
                answer = [token.text for token in reading.tokens[second:first]]
                if _DIRECTION & set(say) & set(answer):
                    return True
    return _roles_exchanged(reading, claim, met)


def _roles_exchanged(reading: Reading, claim: Claim, met: Met) -> bool:
    """Does an object of the point stand as subject of a clause, and the point's subject after its verb?"""
    verb = next((place for place in range(1, len(claim.say.tokens)) if is_verb(claim.say, place)), None)
    if verb is None:
        return False
    for one, first in met.items():
        for other, second in met.items():
            if claim.items[one].place < verb < claim.items[other].place and second < first:
                clause = reading.clause_of(second)
                subject = _subject(reading, clause)
                stems = {reading.tokens[index].stem for index in subject}
                if first in clause and second in subject and claim.items[one].stem not in stems:
                    return True
    return False


def mixed(reading: Reading, claim: Claim, met: Met) -> bool:
    """Does the answer give the subject of one clause of the point the predicate of the other?"""
    sides = {}
    for clause in {token.clause for token in claim.say.tokens}:
        inside = [index for index, token in enumerate(claim.say.tokens) if token.clause == clause]
        subject = {claim.say.tokens[index].stem for index in _subject(claim.say, inside)}
        sides[clause] = subject, {claim.say.tokens[index].stem for index in inside} - subject
    if len(sides) < 2:
        return False
    for clause in {reading.tokens[index].clause for index in met.values()}:
        inside = [index for index, token in enumerate(reading.tokens) if token.clause == clause]
        subject = {reading.tokens[index].stem for index in _subject(reading, inside)}
        rest = {reading.tokens[index].stem for index in inside} - subject
        for own, (names, predicate) in sides.items():
            other = set().union(*(side[1] for number, side in sides.items() if number != own))
            if names & subject and not predicate & rest and (other - predicate) & rest:
                return True
    return False


def _subject(reading: Reading, clause: list[int]) -> list[int]:
    """Return the content words before the verb of a clause; none if it has no verb or begins with one."""
    for number, index in enumerate(clause):
        if number and is_verb(reading, index):
            before = [reading.tokens[place] for place in clause[:number]]
            return [
                place
                for place, token in zip(clause[:number], before, strict=True)
                if token.text not in lexicon.FUNCTION
            ]
    return []
