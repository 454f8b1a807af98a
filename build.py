#!/usr/bin/env python3
"""The one command: `python3 build.py` makes its own environment on first use, then runs the guide in it."""

import os
import sys

OLDEST = (3, 11)


def refusal(version):  # old Pythons must be able to read this file: no type hints, no f-strings
    """Why this Python cannot be used, in one line; empty where it can."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    from guide.messages import SETUP

    return SETUP["old-python"].format(oldest=".".join(map(str, OLDEST)), version=".".join(map(str, version[:2])))


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
    from guide.messages import choose

    arguments = choose(sys.argv[1:])
    if refusal(sys.version_info):
        sys.stderr.write(refusal(sys.version_info) + "\n")
        sys.exit(2)
    from guide import setup

    setup.start(arguments)
