"""The Profile page: what the service reports, with charts beside their tables."""
