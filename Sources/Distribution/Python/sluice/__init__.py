"""Runs Sluice experiments and reads their results.

    import sluice

    results = sluice.run("experiment.yaml", jobs=4)
    results.summary            # a pandas frame
    sluice.read("results/quickstart").comparisons

The command does the work; the module calls it, and reads the tables that it writes.
"""

from importlib.metadata import version

from ._command import SluiceError, command, run
from ._results import Results, read

__all__ = ["Results", "SluiceError", "command", "read", "run"]
__version__ = version("sluice")
