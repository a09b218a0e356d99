"""The written report of a mock interview: as Markdown, and as one HTML page that needs nothing else.

Decks and answers are strangers' text: in both forms all of it is escaped, nothing in it can become markup, a
link or a script.
"""
