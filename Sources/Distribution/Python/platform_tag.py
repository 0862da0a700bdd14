"""Says on which machines pip may install the wheel: the command is not Python, so any interpreter will do."""

import os

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PlatformTag(BuildHookInterface):
    def initialize(self, version, build_data):
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{os.environ['SLUICE_PLATFORM']}"
