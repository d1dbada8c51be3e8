"""Actions: one table across meetings, filtered by typing, followed until each is closed with a reason."""
