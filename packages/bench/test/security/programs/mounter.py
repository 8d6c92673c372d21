"""Mounts by every way that the kernel has, the old and the new."""
import ctypes, os
from attempts import attempt, libc, report, system_call

buffer = ctypes.create_string_buffer(256)
for kind in [b"tmpfs", b"proc", b"sysfs", b"overlay", b"cgroup", b"cgroup2", b"bpf", b"debugfs", b"fuse", b"devtmpfs", b"binfmt_misc"]:
    attempt(f"mount {kind.decode()}", lambda: libc.mount(b"none", b"/tmp", kind, 0, None))
    attempt(f"open the file system {kind.decode()}", lambda: system_call(430, 430, kind, 0))
attempt("bind a folder", lambda: libc.mount(b"/usr", b"/tmp", None, 0x1000, None))
attempt("move a mount", lambda: libc.mount(b"/tmp", b"/dev/shm", None, 0x2000, None))
attempt("make mounts shared", lambda: libc.mount(b"none", b"/", None, 0x100000 | 0x4000, None))
attempt("make the root writable", lambda: libc.mount(b"none", b"/", None, 0x20 | 0x1000, None))
attempt("copy a tree of mounts", lambda: system_call(428, 428, -100, b"/", 1 | 0x8000))
attempt("change a mount's settings", lambda: system_call(442, 442, -100, b"/", 0, buffer, 32))
attempt("swap the root", lambda: system_call(155, 41, b"/tmp", b"/tmp"))
attempt("unmount /proc", lambda: libc.umount2(b"/proc", 2))
attempt("unmount /dev", lambda: libc.umount2(b"/dev", 2))
attempt("a device", lambda: os.mknod("/tmp/disk", 0o600 | 0o060000, os.makedev(254, 0)))
attempt("a device for memory", lambda: os.mknod("/tmp/memory", 0o600 | 0o020000, os.makedev(1, 1)))
attempt("fuse", lambda: os.close(os.open("/dev/fuse", os.O_RDWR)))
report()
