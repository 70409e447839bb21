"""The parts of the tab "Assessment"."""
