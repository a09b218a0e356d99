"""A mock interview: before it, its questions, its marking, its report."""
