"""Fixtures of the tests of imports."""

from tests.foreign.bringing import world as world
