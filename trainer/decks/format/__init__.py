"""The deck format: its fields, models, messages and JSON Schema."""
