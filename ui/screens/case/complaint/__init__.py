"""A complaint about MOPAC: its steps, its tab, its tasks."""
