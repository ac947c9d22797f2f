"""The commands on the rulebooks: one file, one command, found by name."""
