"""Opens files until it may not, and sends them into sockets that nobody reads, where they count for nobody."""
import os, resource, socket
from attempts import report

resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
opened, sent = 0, 0
kept = []
try:
    while opened < 2_000_000:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        kept.append(there)
        opened += 2
        here.setblocking(False)
        for _ in range(200):
            socket.send_fds(here, [b"x"], [here.fileno()] * 200)
            sent += 200
            if sent > 2_000_000:
                raise OSError
        here.close()
except OSError:
    pass
report(opened=opened, sent=sent)
