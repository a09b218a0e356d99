"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.30,
    "term": 1.50,
    "long_term": 0.63,
    "cover": 0.27,
    "term_cover": 0.24,
    "asked": -0.79,
    "head_only": -0.22,
    "foreign": -0.95,
    "other": -0.26,
    "rival": -1.77,
    "unnamed": 0.28,
    "apart": -1.39,
    "order": -0.34,
    "opposed": -1.06,
    "differ": -1.51,
    "more": -1.81,
    "hedged": -2.12,
    "question": -2.24,
    "denied": -3.50,
    "denied_if": -3.68,
    "denied_beside": -2.93,
    "bare_list": -0.71,
    "list": -5.49,
    "gate": -4.07,
}
NOWHERE = {
    "nowhere": -4.20,
    "unread": 1.22,
    "unread_share": 2.09,
    "gate": -2.88,
    "found": -0.39,
}
SAID_FROM, MISSED_BELOW = 0.82, 0.185
"""From how likely on a point is said, and below which it is missed; perhaps in between."""
