"""What processes do that are forked to work side by side."""

import signal


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that made the workers: a worker it stopped halfway would never be waited for in full."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
