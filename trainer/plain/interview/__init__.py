"""A mock interview line by line: before it, its questions, its marking, its report."""
