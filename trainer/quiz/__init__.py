"""Quick rounds of choices that leave the schedule alone."""
