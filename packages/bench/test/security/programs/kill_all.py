"""Kills everything that it may, at once: the process that runs it must still be there to say so."""
import os, signal, sys

print("about to kill", flush=True)
try:
    os.kill(-1, signal.SIGKILL)
except OSError:
    pass
for group in [0, 1, os.getppid()]:
    try:
        os.killpg(group, 0) if group else None
    except OSError:
        pass
print('{"still": "here"}', flush=True)
sys.exit(9)
