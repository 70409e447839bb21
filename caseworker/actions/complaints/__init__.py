"""What is done to a complaint about MOPAC, from the post to its end."""
