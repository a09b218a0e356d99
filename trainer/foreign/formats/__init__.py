"""Readers of other people's formats, a file each; ``sort`` tells which one a file is in."""
