"""Starts threads until it may not, ten thousand at most."""
import threading
from attempts import report

threading.stack_size(65536)
stop = threading.Event()
started = 0
try:
    for started in range(10_000):
        threading.Thread(target=stop.wait, daemon=True).start()
except RuntimeError:
    pass
report(started=started)
import os; os._exit(0)
