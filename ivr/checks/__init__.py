"""WHAT MUST NEVER REACH A CALLER: one rule a file; its docstring is its manual."""
