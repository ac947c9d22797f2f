"""The names that a template may use: declared once, filled by the views, held against templates by the check."""
