"""How much each feature counts: written by `tools.fit_points`, not by hand."""

PLACE = {
    "place": -0.30,
    "term": 1.48,
    "long_term": 0.60,
    "cover": 0.43,
    "term_cover": 0.20,
    "termless": 1.14,
    "own": 0.89,
    "whole": 0.01,
    "asked": -0.80,
    "head_only": -0.23,
    "foreign": -0.90,
    "other": -0.38,
    "rival": -1.68,
    "unnamed": 0.19,
    "apart": -1.39,
    "opposed": -1.21,
    "differ": -1.74,
    "more": -1.90,
    "hedged": -2.33,
    "question": -2.37,
    "denied": -3.59,
    "denied_if": -3.82,
    "denied_beside": -3.04,
    "bare_list": -0.79,
    "list": -5.63,
    "gate": -3.80,
}
NOWHERE = {
    "nowhere": -4.08,
    "unread": 1.80,
    "unread_share": 1.21,
    "gate": -2.14,
    "found": -0.63,
}
SAID_FROM, MISSED_BELOW = 0.825, 0.19
"""From how likely on a point is said, and below which it is missed; perhaps in between."""
