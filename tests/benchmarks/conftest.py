"""The bench speaks to a database of its own over several connections, so its tests commit what they begin with."""

from tests.support.database import let_tests_clear_tables

let_tests_clear_tables()
