"""The command line: verbs by subject."""
