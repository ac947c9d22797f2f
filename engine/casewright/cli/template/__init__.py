"""The commands on the Word templates: one file, one command, found by name."""
