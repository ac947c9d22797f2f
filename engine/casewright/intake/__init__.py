"""From what lies in the inbox to a case and its files.

A drop is a folder, a zip, a batch workbook, a sheet or ``case.yaml``; it is opened into a private copy and only read.
The form is data (``form.yaml``): labels and aliases in both languages, types, choices, examples. Every shape of a
sheet becomes given values with their place, and one piece of code turns those into a ``Case``. What is typed is read
strictly: a value with two readings is asked back. Files are typed by content, hashed and measured, never altered.
Secrets are taken out before anything else looks at a text.
"""

from casewright.intake.case_yaml import form_schema
from casewright.intake.choices import catalogue_choices, language_choices
from casewright.intake.drops import open_drop
from casewright.intake.locate import find_case_sheet
from casewright.intake.mark import annotate
from casewright.intake.media import inspect_files
from casewright.intake.media_ocr import keep_readings_in
from casewright.intake.printed import Printed, inspect_print
from casewright.intake.read import read_case
from casewright.intake.secret_scan import REMOVED, scrub
from casewright.intake.write import write_batch, write_form

__all__ = [
    "REMOVED", "Printed", "annotate", "catalogue_choices", "find_case_sheet", "form_schema", "inspect_files",
    "inspect_print", "keep_readings_in", "language_choices", "open_drop", "read_case", "scrub", "write_batch",
    "write_form",
]  # fmt: skip
