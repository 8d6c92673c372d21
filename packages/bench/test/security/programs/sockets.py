"""Opens every kind of socket that there is. What the network namespace does not close in would lead out."""
import socket
from attempts import attempt, report

ordinary = {1: "unix", 2: "IPv4", 10: "IPv6", 16: "netlink"}
families = [number for number in range(3, 46) if number not in ordinary]
for family in families:
    for kind in [socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET]:
        for protocol in [0, 1]:
            attempt(f"family {family}", lambda: socket.socket(family, kind, protocol).close())
report()
