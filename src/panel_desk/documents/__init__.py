"""Agendas, minutes and sheets as accessible archive PDFs: values in, bytes out; no clock, no file, no database.

Importing a renderer imports reportlab and pikepdf: callers do so where they render, not at their own import.
"""
