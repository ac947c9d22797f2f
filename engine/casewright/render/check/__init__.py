"""What is wrong with a template, at its place in the reader's words, before anybody uses it."""
