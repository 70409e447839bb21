"""Lists of any length: what is shown, in which order, a window of rows, and the counts."""
