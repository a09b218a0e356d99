"""Anki packages read: untrusted archives to plain values, and what was done in Anki to events."""
