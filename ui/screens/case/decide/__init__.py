"""The parts of the tab "Recommendations"."""
