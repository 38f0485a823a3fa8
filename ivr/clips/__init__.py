"""THE RECORDINGS: which prompt has one, whether it still says today's words."""
