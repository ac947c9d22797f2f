"""A dossier as the plain data that templates read."""
