"""From a meeting to its minutes, and the editions with less in them."""
