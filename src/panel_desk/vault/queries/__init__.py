"""Questions to the tables, one module per subject: any connection in, frozen values out, and nothing written."""
