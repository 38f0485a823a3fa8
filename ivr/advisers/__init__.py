"""THE QUEUE, the thinking half: what a waiting caller is told, and when."""
