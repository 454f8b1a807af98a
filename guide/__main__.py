"""`python -m guide`: what build.py becomes once its environment is ready."""

import gc
import sys

from guide.cli import main

if __name__ == "__main__":
    code = main(sys.argv[1:])
    gc.freeze()  # when Python ends it looks through all that is left for garbage, and here nothing of what was read has gone
    sys.exit(code)
