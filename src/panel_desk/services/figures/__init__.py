"""The profile for scrutiny, its files and its public copies."""
