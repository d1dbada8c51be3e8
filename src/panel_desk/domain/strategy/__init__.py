"""Voice, the action plan of the strategy, and places of concern."""
