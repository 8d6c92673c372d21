"""Every process starts two more and stays, and tries again when it may not; nine times, which makes a thousand. Twenty seconds at most."""
import os, time

deadline = time.monotonic() + 20


def bomb(depth):
    started = 0
    while started < 2 and depth < 9 and time.monotonic() < deadline:
        try:
            if os.fork() == 0:
                bomb(depth + 1)
            started += 1
        except OSError:
            time.sleep(0.02)
    time.sleep(max(0, deadline - time.monotonic()))
    os._exit(0)


bomb(0)
