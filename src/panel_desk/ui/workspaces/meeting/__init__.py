"""The meeting room: a whole panel recorded live from the keyboard, and never a word lost."""
