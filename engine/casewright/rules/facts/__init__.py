"""A case's facts under the names that the rulebooks use, each with the place it came from."""
