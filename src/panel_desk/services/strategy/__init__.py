"""Voice, the action plan and places."""
