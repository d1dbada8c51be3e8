"""From the calendar and the pool of candidates to an agenda in its order."""
