"""What the programs beside it share: to try, to note what came of it, and to say so in one line of JSON at the end."""
import ctypes, json, os

libc = ctypes.CDLL(None, use_errno=True)
x64 = os.uname().machine == "x86_64"
gained = []


def attempt(name, act):
    """Notes the name where `act` neither fails nor says -1."""
    try:
        if act() != -1:
            gained.append(name)
    except (OSError, ValueError, AttributeError):
        pass


def system_call(x64_number, arm64_number, *arguments):
    return libc.syscall(x64_number if x64 else arm64_number, *(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments))


def write(path, text="x"):
    with open(path, "w") as file:
        file.write(text)


def report(**more):
    print(json.dumps({"gained": gained, **more}), flush=True)
