"""The parts every page is made of; all show what a person typed as plain text, never as markup."""
