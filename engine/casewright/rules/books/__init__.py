"""Rulebooks as files: workbooks built from text under version control, text out of workbooks, tests that live in them.

Staff edit the workbook, a reviewer reads the text, and both say the same. A workbook that staff saved is read and never
saved over.
"""
