"""Values, rules and events of panels; knows no file, no screen and no database."""
