"""SMS, the thinking half: words, numbers, the states of a text, and the order in which one is sent."""
