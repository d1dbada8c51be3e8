"""The settings: who meets and who may sign, how panels work, and how this window looks."""
