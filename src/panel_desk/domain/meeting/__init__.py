"""A meeting: the value that its events make, and the rules of what may be done in it."""
