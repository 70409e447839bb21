"""The window before the window: where the records are, and who comes in."""
