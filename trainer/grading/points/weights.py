"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.77,
    "term": 1.38,
    "long_term": 0.71,
    "cover": 0.27,
    "term_cover": 0.45,
    "termless": 1.32,
    "own": 1.06,
    "asked": -0.92,
    "head_only": -0.43,
    "rival": -2.76,
    "own_subject": 0.74,
    "crossed": -2.66,
    "foreign": -0.86,
    "unnamed": 0.31,
    "apart": -1.38,
    "opposed": -1.51,
    "differ": -1.81,
    "more": -2.00,
    "hedged": -2.22,
    "question": -2.38,
    "denied": -3.11,
    "denied_if": -3.32,
    "denied_beside": -3.10,
    "denied_main": -0.77,
    "list": -5.64,
    "bare_list": -0.82,
    "gate": -5.98,
}
NOWHERE = {
    "nowhere": -4.07,
    "unread": 0.43,
    "unread_share": 2.27,
    "gate": -4.96,
    "room": 0.38,
    "part": 1.00,
    "asked_there": -1.51,
    "found": -0.43,
}
SAID_FROM, MISSED_BELOW = 0.765, 0.175
"""From how likely on a point is said, and below which it is missed; perhaps in between."""
