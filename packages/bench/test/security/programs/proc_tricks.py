"""Goes by /proc to what it may not see: other roots, memory, keys, the machine's settings."""
import os
from attempts import attempt, report, write

for path in [
    "/proc/1/root/etc/shadow", "/proc/1/root/root", "/proc/1/stack",
    "/proc/kcore", "/proc/kmsg", "/proc/kpagecount", "/proc/kpageflags", "/proc/slabinfo", "/proc/vmallocinfo", "/proc/pagetypeinfo",
    "/proc/sched_debug", "/proc/sysrq-trigger", "/proc/mtrr",
]:
    attempt(f"read {path}", lambda: os.listdir(path) if os.path.isdir(path) else len(open(path, "rb").read(64)) or -1)
for path in [
    "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/kernel/hostname", "/proc/sys/vm/panic_on_oom",
    "/proc/sys/kernel/ns_last_pid", "/proc/sys/net/ipv4/ip_forward", "/proc/sys/fs/binfmt_misc/register", "/proc/sys/kernel/printk",
    "/proc/irq/0/smp_affinity", "/proc/1/uid_map", "/proc/1/attr/current", "/proc/acpi/wakeup", "/sys/kernel/uevent_helper", "/sys/power/state", "/sys/fs/cgroup/release_agent",
]:
    attempt(f"write {path}", lambda: write(path, "0") or 0)
attempt("be the last to be killed", lambda: write("/proc/self/oom_score_adj", "-1000") or 0)
attempt("a wider map of users", lambda: write("/proc/self/uid_map", "0 0 4294967295") or 0)
# Addresses of the kernel are zeros for those who may not see them.
attempt("read the kernel's addresses", lambda: next((1 for line in open("/proc/kallsyms") if not line.startswith("0000000000000000")), -1))
attempt("read the machine's map of memory", lambda: next((1 for line in open("/proc/iomem") if not line.strip().startswith("00000000-00000000")), -1))
report()
