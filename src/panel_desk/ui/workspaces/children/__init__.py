"""Children: one line each, and one child's whole story."""
