"""Leaves folders that nobody may enter, names that are no text, links out, pipes and sockets: unruly-folders.py PLACE..."""
import json, os, socket, sys

made = 0
for place in sys.argv[1:]:
    os.chdir(place)
    os.makedirs("closed/within/deeper")
    open("closed/within/file", "w").close()
    os.mkdir(b"\xff\xfe not text \n -rf")
    open(b"\xff\xfe not text \n -rf/\x01\xc3(", "w").close()
    os.mkdir("-rf")
    os.mkdir("*")
    os.symlink("/etc", "link to a folder of the system's")
    os.symlink("/etc/passwd", "link to a file of the system's")
    os.symlink(".", "link to itself")
    os.mkfifo("pipe")
    socket.socket(socket.AF_UNIX).bind("socket")
    for folder in ["closed/within/deeper", "closed/within", "closed", "-rf", "*"]:
        os.chmod(folder, 0)
    made += 1
print(json.dumps({"made": made}))
