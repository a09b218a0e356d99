"""One history on several machines, and as text: events written and read line by line."""
