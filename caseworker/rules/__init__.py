"""The law and the policy as pure functions: facts go in, explained findings come out."""
