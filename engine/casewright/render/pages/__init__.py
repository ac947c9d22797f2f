"""Documents as pages: PDFs by LibreOffice, pictures of them by poppler.

Nothing but LibreOffice prints Chinese from Word files as Word does, and starting it costs more than printing: so one
sitting prints many files. It is a guest that may hang, crash or be missing. Each sitting has a profile of its own that
is thrown away, runs no macro, asks no server and is ended with its children at a time limit; what it did not print is
tried once more, and one bad file costs only itself. The documents are made without it.
"""

from casewright.render.pages.fonts import installed_fonts
from casewright.render.pages.office import Converted, find_office, to_pdf, to_pictures

__all__ = ["Converted", "find_office", "installed_fonts", "to_pdf", "to_pictures"]
