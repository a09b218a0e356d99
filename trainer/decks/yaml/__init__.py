"""YAML files to a tree of texts with lines."""
