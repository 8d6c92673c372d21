"""Leaves children that have ended and that nobody asks after, ten thousand at most."""
import os
from attempts import report

left = 0
try:
    for left in range(10_000):
        if os.fork() == 0:
            os._exit(0)
except OSError:
    pass
report(left=left)
