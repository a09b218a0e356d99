"""Plots as lines of text, for both front ends."""
