"""Document automation with a rules engine for agencies that help suspended Amazon sellers appeal.

A case sinks through the house once: intake, exhibits, notices, figures, rules, compose, review, render, deliver.
``pipeline.produce`` is the whole way in one screen; ``desk`` is the only room that knows folders and time.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("casewright")
except PackageNotFoundError:  # a bare checkout on the path, never installed
    __version__ = "0+unknown"
