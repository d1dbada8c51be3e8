"""Today: what is due, as sentences with one button each."""
