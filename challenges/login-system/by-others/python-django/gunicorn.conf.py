# One greenlet per connection, so slow visitors cost next to nothing. This patches the standard library, and must
# come before everything else.
from gevent import monkey

monkey.patch_all()

import os  # noqa: E402

import gevent  # noqa: E402

wsgi_app = "config.wsgi:application"
bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
worker_class = "gevent"
workers = 2
worker_connections = 2000
backlog = 1024
keepalive = 15  # also how long the headers of a request may take
timeout = 30
graceful_timeout = 5

data_dir = os.environ.get("DATA_DIR", "")
if os.path.isdir(data_dir):
    worker_tmp_dir = data_dir
control_socket_disable = True
accesslog = None
loglevel = "warning"

# We need neither the visitor's address nor the scheme, and trust no header.
forwarded_allow_ips = ""
secure_scheme_headers = {}


def post_worker_init(worker):
    from config import background

    gevent.spawn(background.run)


def worker_exit(server, worker):
    from accounts import mail

    mail.wait(2)
