"""The validity checks of a case: what they say, what would settle them, what people decide."""
