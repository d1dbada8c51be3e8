"""One folder a screen, and none knows another: a presenter reads services, a page shows what it says."""
