"""Typed answers compared with the right one."""
