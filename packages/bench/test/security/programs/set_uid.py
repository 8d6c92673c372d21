"""Looks for programs that run as another user, and runs what it finds."""
import os, stat, subprocess
from attempts import gained, report

programs = []
for folder in ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/lib/openssh", "/usr/libexec"]:
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            continue
        if stat.S_ISREG(mode) and mode & (stat.S_ISUID | stat.S_ISGID):
            programs.append(path)
for program, words in {"su": ["-c", "id -u"], "sudo": ["-n", "id", "-u"], "mount": ["-t", "tmpfs", "none", "/tmp"], "newuidmap": ["1", "0", "0", "1"], "pkexec": ["id", "-u"], "unshare": ["--user", "--map-root-user", "id", "-u"]}.items():
    try:
        ended = subprocess.run([program, *words], capture_output=True, timeout=10, stdin=subprocess.DEVNULL)
        if ended.returncode == 0:
            gained.append(program)
    except (OSError, subprocess.TimeoutExpired):
        pass
with open("/tmp/rooted", "w") as file:
    file.write("#!/bin/sh\nid -u\n")
os.chmod("/tmp/rooted", 0o6755)
said = subprocess.run(["/tmp/rooted"], capture_output=True).stdout.decode().strip()
if said != str(os.getuid()):
    gained.append(f"its own file: {said}")
report(programs=len(programs))
