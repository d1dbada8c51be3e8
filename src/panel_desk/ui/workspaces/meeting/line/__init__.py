"""The line of the meeting room: typed, read, offered, waiting its turn, read back."""
