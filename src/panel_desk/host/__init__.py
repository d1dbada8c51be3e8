"""This computer: its folders, its keyring, its settings file and its log."""
