"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.78,
    "term": 1.42,
    "long_term": 0.71,
    "cover": 0.28,
    "term_cover": 0.44,
    "termless": 1.35,
    "own": 1.05,
    "asked": -0.99,
    "head_only": -0.44,
    "rival": -2.73,
    "own_subject": 0.72,
    "crossed": -2.56,
    "foreign": -0.96,
    "unnamed": 0.29,
    "apart": -1.52,
    "opposed": -1.37,
    "differ": -1.81,
    "more": -2.00,
    "hedged": -2.22,
    "question": -2.37,
    "denied": -3.12,
    "denied_if": -3.35,
    "denied_beside": -3.03,
    "denied_main": -0.84,
    "list": -5.62,
    "bare_list": -0.82,
    "gate": -5.97,
}
NOWHERE = {
    "nowhere": -4.07,
    "unread": 0.42,
    "unread_share": 2.27,
    "gate": -4.96,
    "room": 0.40,
    "part": 1.00,
    "asked_there": -1.48,
    "found": -0.43,
}
SAID_FROM, MISSED_BELOW = 0.77, 0.2
"""From how likely on a point is said, and below which it is missed; perhaps in between."""
