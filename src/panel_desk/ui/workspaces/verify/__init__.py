"""Check any PDF of minutes: who signed it, whether it is as it was signed, and what it asks of my agency."""
