"""The Case lists page: a list is dropped, looked at, and added with one undo."""
