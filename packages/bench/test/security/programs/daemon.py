"""Leaves a process behind that has left its parent, its process group and its session, and holds no pipe of ours."""
import os, time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for descriptor in range(3):
            os.close(descriptor)
        os.environ.clear()
        time.sleep(60)
    os._exit(0)
os.wait()
print('{"left": true}', flush=True)
