"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.16,
    "term": 1.21,
    "long_term": 0.47,
    "in_say": -0.55,
    "rare": 0.61,
    "common": -0.97,
    "asked": -0.35,
    "mere": -0.77,
    "cover": 0.18,
    "term_cover": 0.60,
    "kin": 1.04,
    "termless": 1.06,
    "own": 1.20,
    "stray": -2.76,
    "rival": -0.77,
    "own_subject": 0.47,
    "crossed": -3.45,
    "foreign": -1.18,
    "unnamed": 0.26,
    "apart": -1.15,
    "opposed": -2.13,
    "extreme": -0.51,
    "differ": -1.40,
    "more": -1.05,
    "hedged": -2.04,
    "question": -2.77,
    "denied": -4.00,
    "denied_other": -2.70,
    "denied_absent": -2.90,
    "denied_if": -4.20,
    "denied_beside": -4.10,
    "list": -5.27,
    "gate": -5.99,
}
NOWHERE = {
    "nowhere": -4.64,
    "kin": 3.53,
    "terms_kin": 1.39,
    "unread_share": 2.57,
    "unread_plain": -1.01,
    "gate": -5.35,
    "room": 0.55,
    "part": 0.90,
    "asked_there": -2.32,
}
WHOLE = {
    "whole": -1.99,
    "alone": 1.04,
    "here": 0.30,
    "others": 2.87,
    "touched": 0.68,
    "lost": 1.53,
}
SAID_FROM, MISSED_BELOW, MISSED_ELSEWHERE = 0.86, 0.2, 0.15
"""From how likely on a point is said, and below which it is missed, in English and in the other languages, of
which fewer words are known; perhaps in between."""
