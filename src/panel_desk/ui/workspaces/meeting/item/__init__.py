"""The item in hand: what stands above its words, the words, and what was recorded."""
