"""The letter composer."""
