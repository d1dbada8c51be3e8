"""The frame around the pages: doors, rail, finder, messages, help, and what to do when something breaks."""
