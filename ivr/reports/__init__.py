"""Pure counts and pictures."""
