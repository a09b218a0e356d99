"""Being ready by a date: where the goals stand, and setting one."""
