"""Pure rules: standard library only, no IO, values in and values out."""
