#!/usr/bin/env python3
"""Draws small results with every notebook, and holds figures and pages against what they promise: `make test-notebooks`."""

import argparse
import os
import sys
import unittest
from pathlib import Path

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sluice", type=Path, help="the command that makes the results")
    parser.add_argument("names", nargs="*", default=["test_figures", "test_pages"], help="tests, such as test_pages.PageTests")
    arguments = parser.parse_args()
    if arguments.sluice:
        os.environ["SLUICE"] = str(arguments.sluice.resolve())
    suite = unittest.defaultTestLoader.loadTestsFromNames(arguments.names)
    sys.exit(not unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful())
