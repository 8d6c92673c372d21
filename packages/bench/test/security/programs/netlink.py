"""Changes the network by netlink: an address, a device, a rule; listens for what the kernel tells about devices and users."""
import os, socket, struct
from attempts import attempt, report


def ask(protocol, kind, body, flags=0x5):
    with socket.socket(16, socket.SOCK_RAW, protocol) as link:
        link.settimeout(1)
        link.bind((0, 0))
        link.send(struct.pack("=IHHII", 16 + len(body), kind, flags, 1, 0) + body)
        answer = link.recv(4096)
        error = struct.unpack_from("=i", answer, 16)[0] if struct.unpack_from("=H", answer, 4)[0] == 2 else 0
        if error != 0:
            raise OSError(-error, "refused")


interface = struct.pack("=BxHiII", 0, 0, 1, 0, 1)
attempt("stop lo", lambda: ask(0, 16, interface))
attempt("add an address", lambda: ask(0, 20, struct.pack("=BBBBI", 2, 8, 0, 0, 1) + struct.pack("=HH4s", 8, 2, bytes([10, 9, 9, 9])), 0x605))
attempt("add a route", lambda: ask(0, 24, struct.pack("=BBBBBBBBI", 2, 0, 0, 0, 254, 3, 0, 1, 0) + struct.pack("=HHI", 8, 4, 1), 0x605))
attempt("add a device", lambda: ask(0, 16, struct.pack("=BxHiII", 0, 0, 0, 0, 0) + struct.pack("=HH8s", 12, 3, b"dummy0\0\0"), 0x605))
attempt("audit", lambda: ask(9, 1000, b""))
attempt("set the firewall", lambda: ask(12, 0xA00, struct.pack("=BBH", 2, 0, 0)))


def events(protocol, groups):
    with socket.socket(16, socket.SOCK_RAW, protocol) as link:
        link.bind((0, groups))


def follow_processes():
    with socket.socket(16, socket.SOCK_RAW, 11) as link:
        link.settimeout(0.5)
        link.bind((0, 1))
        body = struct.pack("=IIIIHHI", 1, 1, 1, 0, 4, 0, 1)
        link.send(struct.pack("=IHHII", 16 + len(body), 3, 0, 0, 0) + body)
        if os.fork() == 0:
            os._exit(0)
        link.recv(4096)


attempt("follow processes", follow_processes)
attempt("read the audit log", lambda: events(9, 1))
report()
