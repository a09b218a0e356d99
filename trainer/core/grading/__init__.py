"""Grading of typed and open answers: offline, explainable, pure. It suggests; the user decides."""
