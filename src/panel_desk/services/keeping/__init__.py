"""Retention, purge and subject access."""
