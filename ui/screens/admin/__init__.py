"""What an administrator can change, each value from a day on."""
