"""When a card comes again, and which comes next. Pure."""
