"""Panel Desk: SAFE and MACE panels, from a case list to signed minutes."""
