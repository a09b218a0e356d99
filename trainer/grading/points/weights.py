"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.41,
    "term": 1.51,
    "long_term": 0.61,
    "cover": 0.48,
    "term_cover": 0.23,
    "termless": 1.18,
    "own": 0.90,
    "whole": 0.02,
    "asked": -0.78,
    "head_only": -0.23,
    "foreign": -0.88,
    "other": -0.36,
    "rival": -1.65,
    "unnamed": 0.17,
    "apart": -1.45,
    "opposed": -1.18,
    "differ": -1.72,
    "more": -1.87,
    "hedged": -2.32,
    "question": -2.41,
    "denied": -3.55,
    "denied_if": -3.80,
    "denied_beside": -3.08,
    "bare_list": -0.77,
    "list": -5.60,
    "gate": -3.53,
}
NOWHERE = {
    "nowhere": -4.45,
    "unread": 0.83,
    "unread_share": 2.42,
    "gate": -3.09,
    "found": -0.06,
}
SAID_FROM, MISSED_BELOW = 0.82, 0.22
"""From how likely on a point is said, and below which it is missed; perhaps in between."""
