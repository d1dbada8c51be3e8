"""The window: the only room that knows Qt. Pages show what services answer, and hand every deed to them."""
