"""Makes files that claim far more than there is: eight exabytes, and all the room there is at once."""
import os
from attempts import attempt, report

sizes = {}
for folder in ["/tmp", "/data", "/dev/shm"]:
    try:
        file = os.open(f"{folder}/sparse", os.O_CREAT | os.O_RDWR)
    except OSError:
        continue
    for size in [2**63 - 1, 2**50, 2**43]:
        try:
            os.ftruncate(file, size)
            break
        except OSError:
            pass
    attempt(f"all room of {folder}", lambda: os.posix_fallocate(file, 0, 2**38) or 0)
    sizes[folder] = os.stat(f"{folder}/sparse").st_blocks * 512
report(sizes=sizes)
