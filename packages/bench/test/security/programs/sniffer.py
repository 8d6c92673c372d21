"""Tries to listen in on others' traffic, and to send packets that look like theirs."""
import json, socket

opened = []
for name, arguments in {
    "packet": (17, socket.SOCK_RAW, 0x0300),
    "packet-datagram": (17, socket.SOCK_DGRAM, 0x0300),
    "raw tcp": (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP),
    "raw": (socket.AF_INET, socket.SOCK_RAW, 255),
    "raw icmp": (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
    "raw tcp 6": (socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_TCP),
}.items():
    try:
        socket.socket(*arguments).close()
        opened.append(name)
    except OSError:
        pass
with socket.socket() as plain:
    try:
        plain.setsockopt(socket.IPPROTO_TCP, 19, 1)  # TCP_REPAIR: to take over a connection
        opened.append("repair")
    except OSError:
        pass
    try:
        plain.setsockopt(socket.IPPROTO_IP, 19, 1)  # IP_TRANSPARENT: to take others' addresses
        opened.append("transparent")
    except OSError:
        pass
print(json.dumps({"opened": opened}))
