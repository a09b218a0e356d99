"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.37,
    "term": 1.51,
    "long_term": 0.63,
    "cover": 0.33,
    "term_cover": 0.27,
    "asked": -0.77,
    "head_only": -0.22,
    "foreign": -0.99,
    "other": -0.29,
    "rival": -1.71,
    "unnamed": 0.30,
    "apart": -1.39,
    "order": -0.33,
    "opposed": -1.03,
    "differ": -1.50,
    "more": -1.80,
    "hedged": -2.28,
    "question": -2.08,
    "denied": -3.53,
    "denied_if": -3.71,
    "denied_beside": -2.88,
    "bare_list": -0.72,
    "list": -5.49,
    "gate": -4.08,
}
NOWHERE = {
    "nowhere": -4.09,
    "unread": 1.12,
    "unread_share": 2.03,
    "gate": -2.95,
    "found": -0.41,
}
SAID_FROM, MISSED_BELOW = 0.82, 0.19
"""How likely a point must be to count as said, and below which it is missed; perhaps in between."""
