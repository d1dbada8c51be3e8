"""The profile: what is counted, its tables and charts, and what a public copy hides."""
