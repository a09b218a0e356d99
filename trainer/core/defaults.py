"""What holds where the user says nothing; each of these is said once, and here."""

from trainer.core.card import Level

QUESTIONS = 12
"""Questions of a quiz."""
MINUTES = 20
"""Length of a mock interview."""
LEVEL: Level = "solid"
"""How likely an interviewer asks for a note that does not say."""
