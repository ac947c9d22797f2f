"""Files become exhibits: linked to the rows that claim them, numbered, checked, copied byte by byte.

An exhibit is a promise to a reviewer, so nothing here alters, converts or repairs a file: a third party's document
that was touched is read as forged. What is wrong is said, with what to do; what can only be seen by eye is asked.
Numbers belong to rows, not to files, so that a late file does not shift its neighbours. Each check is one file in
``checks/``; limits stand in ``numbers.xlsx > file_rules``. No status is ever "assumed".
"""

from casewright.exhibits.copies import write_copies
from casewright.exhibits.make import make_exhibits
from casewright.exhibits.rules import FileRule, FileRules, file_rules

__all__ = ["FileRule", "FileRules", "file_rules", "make_exhibits", "write_copies"]
