"""What a version says of the one before it: a list of changes, comments in the working copy, redlines.

``changes`` compares claims, exhibits, figures and decision, so that people read what changed and not where bytes
differ. ``comments`` writes the same onto the passages of the bilingual working copy as Word comments; nothing that is
submitted carries any. ``redline`` draws two documents into one with Word's own revision marks: accept all and the new
text stands there, reject all and the old one does. Everything rests on the sealed bytes of the version before and on
this one, so the same two versions give the same bytes.
"""

from casewright.render.versions.changes import changes_of, compare, verdict_change
from casewright.render.versions.package import add_versions

__all__ = ["add_versions", "changes_of", "compare", "verdict_change"]
