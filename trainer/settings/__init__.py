"""Settings: flag > environment > settings file (TOML) > default."""
