"""Asks the kernel for what only the machine's owner may do. Each is asked so that it would do no harm were it granted."""
import ctypes, os
from attempts import attempt, libc, report, system_call

buffer = ctypes.create_string_buffer(4096)
attempt("load a module", lambda: system_call(175, 105, buffer, 0, b""))
attempt("load a module from a file", lambda: system_call(313, 273, 0, b"", 0))
attempt("remove a module", lambda: system_call(176, 106, b"no_such_module", 0x800))
attempt("load another kernel", lambda: system_call(246, 104, 0, 0, None, 0))
attempt("load another kernel from a file", lambda: system_call(320, 294, -1, -1, 0, None, 0x4))
attempt("turn Ctrl+Alt+Del off", lambda: system_call(169, 142, 0xFEE1DEAD, 672274793, 0, None))
attempt("swap to a file", lambda: system_call(167, 224, b"/tmp/none", 0))
attempt("stop swapping", lambda: system_call(168, 225, b"/tmp/none"))
attempt("account processes", lambda: system_call(163, 89, None))
attempt("read the kernel's log", lambda: system_call(103, 116, 3, buffer, 4096))
attempt("set quotas", lambda: system_call(179, 60, 0x800003 << 8, b"/dev/vda", 0, buffer))
attempt("set the domain name", lambda: libc.setdomainname(b"x", 1))
attempt("stop the terminal", lambda: libc.vhangup())
attempt("a keyring", lambda: system_call(250, 219, 0, -5, 1))
attempt("add a key", lambda: system_call(248, 217, b"user", b"assay", b"x", 1, -4))
attempt("io_uring", lambda: system_call(425, 425, 4, buffer))
attempt("userfaultfd", lambda: system_call(323, 282, 1))
attempt("bpf", lambda: system_call(321, 280, 0, buffer, 128))
attempt("performance counters", lambda: system_call(298, 241, buffer, 0, -1, -1, 0))
attempt("watch all files", lambda: system_call(300, 262, 0, 0))
attempt("open a file by its handle", lambda: system_call(304, 265, -100, buffer, 0))
if os.uname().machine == "x86_64":
    attempt("all ports", lambda: libc.iopl(3))
    attempt("a port", lambda: libc.ioperm(0x80, 1, 1))


class Moment(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long)]


now = Moment()
libc.clock_gettime(0, ctypes.byref(now))
attempt("set the clock", lambda: libc.clock_settime(0, ctypes.byref(now)))
attempt("real-time priority", lambda: libc.sched_setscheduler(0, 1, ctypes.byref(ctypes.c_int(1))))
attempt("a better place in the queue", lambda: libc.setpriority(0, 0, -20))
report()
