"""Writes wherever it may not. Arguments: more paths to try."""
import json, os, sys

written = []


def attempt(name, act):
    try:
        act()
        written.append(name)
    except OSError:
        pass


def append(path):
    with open(path, "a") as file:
        file.write("x")


for path in sys.argv[1:] + [
    "/new", "/usr/new", "/usr/bin/env", "/etc/passwd", "/etc/new", "/opt/new", "/opt/node/bin/node", "/opt/npm/package.json",
    "/opt/bin/npm", "/dev/new", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches",
    "/proc/1/oom_score_adj", "/sys/fs/cgroup/cgroup.procs",
]:
    attempt(path, lambda: append(path))
for path in ["/usr", "/etc", "/opt", "/proc"]:
    attempt(f"rename {path}", lambda: os.rename(path, path + "2"))
attempt("remove npm", lambda: os.unlink("/opt/bin/npm"))
# Links planted in a folder of its own lead nowhere else than it could go itself.
for number, target in enumerate(["/etc/shadow", "/root", "/proc/1/root/etc/shadow", "../../../../../../etc/shadow"] + [path for path in sys.argv[1:] if not path.startswith(("/shown", "/hostile"))]):
    link = f"/tmp/link{number}"
    os.symlink(target, link)
    attempt(f"link to {target}", lambda: os.listdir(link) if os.path.isdir(link) else open(link).close())
print(json.dumps({"written": written}))
