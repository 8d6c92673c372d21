"""Finds every port that answers in the cell, and every unix socket without a path."""
import json, socket

answering = []
for port in range(1, 65536):
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            # Linux connects a socket to itself when its own port happens to be the one asked for.
            if probe.getsockname() != probe.getpeername():
                answering.append(port)

with open("/proc/net/unix") as file:
    abstract = [line.split()[7] for line in file.readlines()[1:] if len(line.split()) > 7 and line.split()[7].startswith("@")]
with open("/proc/net/udp") as file:
    datagrams = [line.split()[1] for line in file.readlines()[1:]]
print(json.dumps({"answering": answering, "abstract": abstract, "datagrams": datagrams}))
