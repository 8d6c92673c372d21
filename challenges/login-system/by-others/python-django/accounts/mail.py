"""Mails are sent beside the request, so that its answer never waits for the mail server nor tells of an account."""

import logging
from urllib.parse import urlsplit

import gevent
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME
from gevent.pool import Pool

log = logging.getLogger("accounts")

# Otherwise Django asks the DNS for this machine's name, which can take long where there is none.
DNS_NAME._fqdn = urlsplit(settings.PUBLIC_URL).hostname or "localhost"

_sending = Pool(300)

RESET_TEXT = """\
Hello,

somebody, hopefully you, asked for a new password for your account at our shop.
To choose one, open this link within one hour:

{link}

It works once. If you didn't ask for it, ignore this mail: nothing has changed.
"""


def _send(message):
    for pause in (1, None):
        try:
            message.send()
            return
        except Exception as error:
            if pause is None:
                log.warning("a mail could not be sent: %s", type(error).__name__)
            else:
                gevent.sleep(pause)


def send_reset(email, token):
    link = f"{settings.PUBLIC_URL}/reset-password?token={token}"
    message = EmailMessage("Choose a new password", RESET_TEXT.format(link=link), to=[email])
    if _sending.full():
        log.warning("a mail was dropped: too many are waiting")
    else:
        _sending.spawn(_send, message)


def wait(seconds):
    _sending.join(timeout=seconds)
