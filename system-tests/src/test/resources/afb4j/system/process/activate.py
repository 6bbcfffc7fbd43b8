"""activate.py PATH NAME COMMAND...: becomes COMMAND, with a listening unix socket at PATH as its descriptor 3, called NAME,
as systemd does it: blocking."""
import os
import socket
import sys

listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen(5)
spare = os.dup(listener.fileno())
os.dup2(spare, 3, inheritable=True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1", LISTEN_FDNAMES=sys.argv[2])
os.execv(sys.argv[3], sys.argv[3:])
