"""The mock interview, whole: choice of questions, clock, marking, report."""
