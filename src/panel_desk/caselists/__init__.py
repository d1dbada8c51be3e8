"""Other people's files: reads case lists, repairs and explains their quirks, and says what they would change."""
