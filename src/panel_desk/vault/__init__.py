"""The encrypted record: the only room that speaks SQL, and the only one that knows where the journal is."""
