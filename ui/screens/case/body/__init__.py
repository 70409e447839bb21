"""The questions about the relevant review body."""
