"""What follows a meeting: its actions, and what is due for whom."""
