"""THE DOORS: the only room that imports Flask."""
