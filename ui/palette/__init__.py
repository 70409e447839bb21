"""The command palette: one box that finds cases, commands, people, places, letters and help."""
