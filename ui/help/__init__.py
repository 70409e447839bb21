"""Help in the window: which topic belongs to what has the focus, and how topics are read."""
