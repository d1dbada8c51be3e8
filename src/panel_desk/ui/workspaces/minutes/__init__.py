"""The minutes of every meeting, from draft to signed, and their editions."""
