"""Takes names without a path that others of ours may listen on or look for, and reaches for those of the host. Argument: one of these."""
import socket, sys
from attempts import attempt, report


def reach(name):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        connection.connect(name)


attempt("the host's", lambda: reach("\0" + sys.argv[1]))
for path in ["/run/systemd/private", "/run/dbus/system_bus_socket", "/var/run/docker.sock", "/run/podman/podman.sock", "/run/containerd/containerd.sock", "/tmp/.X11-unix/X0", "/run/postgresql/.s.PGSQL.5432", "/run/mysqld/mysqld.sock"]:
    attempt(path, lambda: reach(path))
report()
