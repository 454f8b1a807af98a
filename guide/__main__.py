"""`python -m guide`: what build.py becomes once its environment is ready."""

import sys

from guide.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
