"""The screen of the help."""
