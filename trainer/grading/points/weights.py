"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.22,
    "term": 1.17,
    "long_term": 0.43,
    "in_say": -0.55,
    "rare": 0.68,
    "common": -0.98,
    "asked": -0.35,
    "mere": -0.78,
    "cover": 0.22,
    "term_cover": 0.73,
    "kin": 1.09,
    "termless": 1.08,
    "own": 1.20,
    "stray": -2.76,
    "rival": -0.76,
    "own_subject": 0.46,
    "crossed": -3.51,
    "foreign": -1.19,
    "unnamed": 0.25,
    "apart": -1.17,
    "opposed": -2.13,
    "extreme": -0.49,
    "differ": -1.39,
    "more": -1.04,
    "hedged": -2.04,
    "question": -2.75,
    "denied": -3.99,
    "denied_other": -2.66,
    "denied_absent": -2.41,
    "denied_if": -3.96,
    "denied_beside": -4.52,
    "list": -5.29,
    "gate": -5.93,
}
NOWHERE = {
    "nowhere": -4.65,
    "kin": 3.53,
    "terms_kin": 1.39,
    "unread_share": 2.57,
    "unread_plain": -1.01,
    "gate": -5.38,
    "room": 0.54,
    "part": 0.89,
    "asked_there": -2.28,
}
WHOLE = {
    "whole": -1.96,
    "alone": 1.04,
    "here": 0.29,
    "others": 2.80,
    "touched": 0.71,
    "lost": 1.52,
}
SAID_FROM, MISSED_BELOW, MISSED_ELSEWHERE = 0.86, 0.2, 0.15
"""From how likely on a point is said, and below which it is missed, in English and in the other languages, of
which fewer words are known; perhaps in between."""
