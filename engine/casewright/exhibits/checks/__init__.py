"""One file, one check: each holds ``check(candidate, world)`` and the kinds of finding that it words.

A new check is a new file here; ``checking.py`` finds it, no list is edited. An error makes the exhibit unusable, a
warning is shown beside it. Checks judge from measured facts (size, pixels, metadata, text layer) and from what the
sheet says; what can only be seen by eye, such as an address bar, is asked of the person and never claimed. Limits that
Amazon sets stand in ``numbers.xlsx > file_rules`` with source and date.
"""
