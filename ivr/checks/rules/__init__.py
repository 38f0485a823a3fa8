"""The rules, one a file. Each module's docstring is its manual: what it asks, why, what passes and what fails."""
