"""WHAT CAN BE SAID: the helpline as data, its hours, its words, and the reader that makes it from `menus/`."""
