"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.19,
    "term": 1.20,
    "long_term": 0.46,
    "in_say": -0.55,
    "rare": 0.61,
    "common": -0.97,
    "asked": -0.34,
    "mere": -0.80,
    "cover": 0.25,
    "term_cover": 0.68,
    "kin": 1.01,
    "termless": 1.09,
    "own": 1.15,
    "stray": -2.78,
    "rival": -0.74,
    "own_subject": 0.45,
    "crossed": -3.49,
    "foreign": -1.22,
    "unnamed": 0.25,
    "apart": -1.19,
    "opposed": -2.13,
    "extreme": -0.53,
    "differ": -1.40,
    "more": -1.05,
    "hedged": -2.04,
    "question": -2.76,
    "denied": -4.06,
    "denied_other": -2.68,
    "denied_absent": -1.51,
    "denied_if": -4.14,
    "denied_beside": -4.28,
    "list": -5.29,
    "gate": -5.97,
}
NOWHERE = {
    "nowhere": -4.64,
    "kin": 3.51,
    "terms_kin": 1.39,
    "unread_share": 2.58,
    "unread_plain": -1.01,
    "gate": -5.33,
    "room": 0.52,
    "part": 0.91,
    "asked_there": -2.35,
}
WHOLE = {
    "whole": -1.93,
    "alone": 1.04,
    "here": 0.27,
    "others": 2.76,
    "touched": 0.77,
    "lost": 1.50,
}
SAID_FROM, MISSED_BELOW, MISSED_ELSEWHERE = 0.86, 0.2, 0.15
"""From how likely on a point is said, and below which it is missed, in English and in the other languages, of
which fewer words are known; perhaps in between."""
