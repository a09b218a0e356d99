"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.80,
    "term": 1.43,
    "long_term": 0.67,
    "cover": 0.30,
    "term_cover": 0.43,
    "termless": 1.35,
    "own": 1.05,
    "asked": -0.99,
    "head_only": -0.42,
    "rival": -2.73,
    "own_subject": 0.73,
    "crossed": -2.60,
    "foreign": -0.91,
    "unnamed": 0.28,
    "apart": -1.40,
    "opposed": -1.50,
    "differ": -1.80,
    "more": -1.99,
    "hedged": -2.21,
    "question": -2.37,
    "denied": -3.11,
    "denied_if": -3.33,
    "denied_beside": -3.11,
    "denied_main": -0.77,
    "list": -5.62,
    "bare_list": -0.81,
    "gate": -5.97,
}
NOWHERE = {
    "nowhere": -4.07,
    "unread": 0.39,
    "unread_share": 2.29,
    "gate": -4.98,
    "room": 0.41,
    "part": 1.02,
    "asked_there": -1.45,
    "found": -0.44,
}
SAID_FROM, MISSED_BELOW = 0.795, 0.19
"""From how likely on a point is said, and below which it is missed; perhaps in between."""
