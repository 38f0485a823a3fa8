"""The tests, under a name of their own: some packages install a `tests` too, and `tests.small` must be ours."""
