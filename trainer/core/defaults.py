"""What holds where the user says nothing; each of these is said once, and here."""

from trainer.core.card import Level

TUTORIAL = "tutorial"
"""The deck that teaches the program: in use while somebody is in it, and else for nobody."""
QUESTIONS = 12
"""Questions of a quiz."""
MINUTES = 20
"""Length of a mock interview."""
MORE_MINUTES = 10
"""Minutes that one key adds to the day of a goal."""
LEVEL: Level = "solid"
"""How likely an interviewer asks for a note that does not say."""
