"""The Voice page: what children and families said, and what changed because of it."""
