"""Makes folders in folders, far deeper than a path can be long, wherever it may write. Argument: how many. They are removed by nobody here."""
import os, sys
from attempts import report

depth = int(sys.argv[1])
made = {}
for start in sys.argv[2:]:
    count = 0
    try:
        os.chdir(start)
        for count in range(depth):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        with open("last", "w") as file:
            file.write("x")
    except OSError:
        pass
    made[start] = count
report(made=made)
