"""Leaves its control group, or has the kernel run a program of its own when a group is empty."""
import glob, os
from attempts import attempt, libc, report, write

for root in ["/sys/fs/cgroup", *glob.glob("/sys/fs/cgroup/*/"), "/proc/1/root/sys/fs/cgroup"]:
    for name in ["cgroup.procs", "tasks", "release_agent", "notify_on_release", "memory.max", "pids.max", "memory.limit_in_bytes"]:
        attempt(f"write {root}/{name}", lambda: write(f"{root}/{name}", "0") or 0)
    attempt(f"make a group in {root}", lambda: os.mkdir(f"{root}/assay-escape") or 0)
os.makedirs("/tmp/groups", exist_ok=True)
for kind, options in [(b"cgroup2", None), (b"cgroup", b"memory"), (b"cgroup", b"rdma"), (b"cgroup", b"none,name=escape")]:
    attempt(f"mount {kind.decode()} {options}", lambda: libc.mount(b"none", b"/tmp/groups", kind, 0, options))
attempt("a namespace of groups", lambda: libc.unshare(0x2000000))
report()
