"""Tags PDFs while reportlab draws them, and finishes the file with pikepdf; knows no panel and no minutes."""
