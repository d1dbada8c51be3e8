"""Taking names and numbers out of whatever leaves the desk."""
