"""Crashes with a request for a core file as big as it likes."""
import os, resource, signal

try:
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
except (ValueError, OSError):
    pass
print("crashing", flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
