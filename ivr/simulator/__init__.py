"""A CALL ON PAPER: the engine without HTTP."""
