"""Ready by a date: a goal, the plan of each of its days, and what it will come to."""
