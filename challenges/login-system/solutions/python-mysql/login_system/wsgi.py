"""What a WSGI server loads."""

import os

from . import create_app
from .settings import Settings

app = create_app(Settings.from_environment(os.environ))
