"""Types into the terminal that started us (TIOCSTI, TIOCLINUX), and looks for one to type into."""
import fcntl, os, termios
from attempts import attempt, report

for path in ["/dev/tty", "/dev/console", "/dev/tty0", "/dev/tty1", "/dev/pts/0", "/dev/vcs1", "/dev/ptmx"]:
    attempt(f"open {path}", lambda: os.close(os.open(path, os.O_RDWR)) or (-1 if path == "/dev/ptmx" else 0))
for descriptor in range(3):
    attempt(f"type into {descriptor}", lambda: fcntl.ioctl(descriptor, termios.TIOCSTI, b"x"))
    attempt(f"take the terminal of {descriptor}", lambda: fcntl.ioctl(descriptor, termios.TIOCSCTTY, 1))
    attempt(f"paste into {descriptor}", lambda: fcntl.ioctl(descriptor, 0x541C, b"\x03"))
report()
