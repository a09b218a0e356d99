"""YAML and Markdown files to core values. Never sees the store."""
