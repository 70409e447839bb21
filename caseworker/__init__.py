"""Casework for police complaint reviews and complaints about MOPAC, without a screen."""

__version__ = "0.1.0"
