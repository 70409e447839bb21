"""What migrations share. Nothing here imports the program: migrations outlive it."""
