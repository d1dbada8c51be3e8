"""Children as the desk knows them: rows of lists, who is who, where a child stands, what happened when."""
