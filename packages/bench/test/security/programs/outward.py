"""Tries to reach anything beyond the cell. Arguments: host:port of a listener on the host, as many as there are addresses."""
import json, socket, sys

reached = []


def attempt(name, act):
    try:
        act()
        reached.append(name)
    except OSError:
        pass


def tcp(host, port):
    socket.create_connection((host, port), timeout=1).close()


def udp(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"hello", (host, port))


for target in sys.argv[1:]:
    host, _, port = target.rpartition(":")
    attempt(f"tcp {target}", lambda: tcp(host, int(port)))
    if host != "127.0.0.1":
        attempt(f"udp {target}", lambda: udp(host, int(port)))
# Documentation addresses: they belong to nobody, so nobody is bothered should this get out.
for host in ["192.0.2.1", "2001:db8::1", "169.254.169.254", "10.0.0.1", "224.0.0.251", "255.255.255.255"]:
    attempt(f"tcp {host}", lambda: tcp(host, 80))
    attempt(f"udp {host}", lambda: udp(host, 53))
attempt("dns", lambda: socket.getaddrinfo("example.com", 80))
# In a virtual machine this is a line to the machine's host, and no network namespace cuts it.
attempt("vsock", lambda: socket.socket(40, socket.SOCK_STREAM).close())
attempt("bluetooth", lambda: socket.socket(31, socket.SOCK_RAW, 1).close())
interfaces = sorted(name for _, name in socket.if_nameindex())
print(json.dumps({"reached": reached, "interfaces": interfaces}))
