"""The dictionary of names: what each means, how it is written, an example, and where it is used."""
