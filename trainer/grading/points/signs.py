"""What is weighed at a place of an answer, by name, and which of it tells what."""

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
    "share": "the same of the sentence, if it denies no more and no less than the point",
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
    "undenied": "the point denies something, and a term stands here that is none of its words, undenied",
    "disorder": "three or more of the point's words stand in the sentence, in another order",
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
CONVERSE = {
    *("exchanged", "opposed", "disorder", "crossed", "foreign", "foreign_set", "turned_does", "other_does")
}
"""What tells nothing in a comparison that is turned round with the opposite word."""
OPEN = (*TURNED, "hedged", "question")
"""With any of these in full a point is never said for certain, whatever else speaks for it."""
