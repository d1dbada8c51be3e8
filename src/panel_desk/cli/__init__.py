"""The command line: one module per command, a thin caller of the services."""
