"""A page in a browser: `python -m benchmarks.screen ADDRESS`. For each line it is given it says when the page showed these words."""

import sys
import time

from benchmarks.chromium import page

MINUTES = 10
"""How long to look for words: a page that is just being loaded has none yet."""


def main(address: str) -> None:
    """Look at the page until there are no more lines. The time is that of the monotonic clock, which all programs share."""
    with page() as tab:
        tab.goto(address)
        print("open", flush=True)
        for line in sys.stdin:
            tab.wait_for_function("words => document.body?.textContent.includes(words)", arg=line.strip(), timeout=MINUTES * 60_000)
            print("seen", time.monotonic(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
