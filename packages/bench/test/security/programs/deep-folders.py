"""Nests folders far deeper than any path can name, in each place that it is given: deep-folders.py PLACE..."""
import json, os, sys

made = {}
for place in sys.argv[1:]:
    os.chdir(place)
    made[place] = 0
    try:
        while made[place] < 5_000:
            os.mkdir("d")
            os.chdir("d")
            made[place] += 1
    except OSError as error:
        made[place] = f"{made[place]}: {error.strerror}"
print(json.dumps({"made": made}))
