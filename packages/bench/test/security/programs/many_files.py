"""Makes empty files until it may not, half a million at most. Arguments: the folders."""
import os, sys
from attempts import report

made = 0
try:
    for number in range(500_000):
        folder = f"{sys.argv[1 + number % (len(sys.argv) - 1)]}/{number // 5_000}"
        if number % 5_000 < len(sys.argv) - 1:
            os.makedirs(folder, exist_ok=True)
        os.close(os.open(f"{folder}/{number}", os.O_CREAT | os.O_WRONLY))
        made += 1
except OSError:
    pass
report(made=made)
