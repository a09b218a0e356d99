"""Is something said of another subject than the point's?"""

from trainer.grading.points import lexicon
from trainer.grading.points.claims import Claim
from trainer.grading.points.reading import Reading, subject


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
