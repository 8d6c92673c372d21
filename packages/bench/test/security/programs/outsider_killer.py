"""Asks whether it may signal or trace any process that is not its own family."""
import ctypes, json, os

libc = ctypes.CDLL(None, use_errno=True)
family = {1, os.getpid(), os.getppid()}
signalled, traced = [], []
for pid in range(2, 200_000):
    if pid in family:
        continue
    try:
        os.kill(pid, 0)
        signalled.append(pid)
    except OSError:
        pass
for pid in range(2, 10_000):
    if pid not in family and libc.ptrace(0x4206, pid, 0, 0) == 0:  # PTRACE_SEIZE: does not stop it
        traced.append(pid)
print(json.dumps({"signalled": signalled, "traced": traced}))
