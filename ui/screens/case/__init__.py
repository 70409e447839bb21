"""The page of one case, a module for each tab."""
