"""Reads what it can of the host. Arguments: a word to look for, then paths to try."""
import glob, json, os, sys

word, paths = sys.argv[1].encode(), sys.argv[2:]
opened, found = [], []


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read(1 << 20)
    except OSError:
        return None


def names(folder):
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


for path in paths + ["/etc/shadow", "/etc/machine-id", "/etc/hostname", "/root", "/home", "/var", "/sys", "/run", "/mnt", "/boot", "/proc/kcore", "/dev/mem", "/dev/kmsg"]:
    try:
        os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(1)
        opened.append(path)
    except OSError:
        pass

here = glob.glob("/proc/[0-9]*")
for process in here + ["/proc/self", "/proc/thread-self"]:
    for name in ["environ", "cmdline"]:
        if word in (read(f"{process}/{name}") or b""):
            found.append(f"{process}/{name}")
    for fd in names(f"{process}/fd"):
        try:
            target = os.readlink(f"{process}/fd/{fd}")
        except OSError:
            continue  # It was the descriptor of the listing itself.
        # By the eventfd, bubblewrap's first process tells its own exit status, and nothing else.
        if not target.startswith(("anon_inode:[eventfd]", "/dev/null", "/proc", "/hostile", "/tmp/assay-output")):
            found.append(f"{process}/fd/{fd} -> {target}")
    if names(f"{process}/root") not in ([], names("/")):
        found.append(f"{process}/root")

with open("/etc/passwd") as file:
    accounts = [line.split(":")[0] for line in file]
print(json.dumps({"opened": opened, "found": found, "processes": len(here), "accounts": accounts, "root": sorted(os.listdir("/"))}))
