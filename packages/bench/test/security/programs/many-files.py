"""Fills a folder with files that take no room but their names: many-files.py PLACE"""
import json, os, sys

os.chdir(sys.argv[1])
made = 0
try:
    while made < 400_000:
        os.close(os.open(f"file-{made}", os.O_CREAT | os.O_WRONLY))
        made += 1
except OSError as error:
    print(error.strerror)
print(json.dumps({"made": made}))
