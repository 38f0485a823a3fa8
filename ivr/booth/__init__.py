"""THE TELEPHONE BOX: a whole helpline and an exchange on this machine, to be rung from a web page or a terminal."""
