"""What a text only names to set something against it."""

from trainer.grading.points.reading import Reading
from trainer.grading.points.words import spaceless

SIDE = 5  # words that "unlike X" and "than X" reach
LETTERS = 8  # and letters of a script without blanks


def set_against(reading: Reading) -> set[int]:
    """Return the words of a text that only name what something is set against ("unlike X", "…, not X")."""
    said, words, speech = [word.text for word in reading.words], reading.words, reading.speech
    found: set[int] = set()
    for i in range(len(said)):
        length = speech.contrast.at(said, i)
        if not length and i in reading.breaks:
            length = speech.deny_clause.at(said, i)
        if length:
            last = min(i + length + SIDE, len(said))
            clause = words[i].clause
            inside = range(i + length, last)
            end = next((j for j in inside if j in reading.breaks or words[j].clause != clause), last)
            found.update(range(i, end))
        if speech.contrast_after.at(said, i):
            at = i
            while at and i - at < (LETTERS if spaceless(said[at - 1]) else SIDE) and at not in reading.breaks:
                at -= 1
                if words[at].clause != words[i].clause:
                    break
                found.add(at)
    return found
