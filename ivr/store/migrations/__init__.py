"""How a database comes to its tables, step by step. Knows no rows."""
