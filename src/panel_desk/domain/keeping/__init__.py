"""How long records are kept, and what is handed over to the person they are about."""
