"""Who is there: attendance, interests, quorum, the last minutes."""
