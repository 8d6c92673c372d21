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


for path in paths + ["/etc/shadow", "/etc/machine-id", "/etc/hostname", "/root", "/home", "/var", "/sys", "/run", "/mnt", "/boot", "/proc/kcore", "/dev/mem", "/dev/kmsg"]:
    try:
        os.listdir(path) if os.path.isdir(path) else open(path, "rb").close()
        opened.append(path)
    except OSError:
        pass

here = glob.glob("/proc/[0-9]*")
for process in here + ["/proc/self", "/proc/thread-self"]:
    for name in ["environ", "cmdline"]:
        if word in (read(f"{process}/{name}") or b""):
            found.append(f"{process}/{name}")
    try:
        for fd in os.listdir(f"{process}/fd"):
            target = os.readlink(f"{process}/fd/{fd}")
            if target.startswith("/") and not target.startswith(("/dev/null", "/proc", "/hostile", "/tmp/assay-output")):
                found.append(f"{process}/fd/{fd} -> {target}")
        if os.listdir(f"{process}/root") != os.listdir("/"):
            found.append(f"{process}/root")
    except OSError:
        pass

with open("/etc/passwd") as file:
    accounts = [line.split(":")[0] for line in file]
print(json.dumps({"opened": opened, "found": found, "processes": len(here), "accounts": accounts, "root": sorted(os.listdir("/"))}))
