"""The page of the strategy: its action plan, and the places of concern."""
