"""Judging answers: pure, offline, explained."""
