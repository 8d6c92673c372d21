import logging
import smtplib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr

from .settings import Settings

log = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = (2, 5, 15, 30, 60, 120, 300)
MOST_WAITING = 1_000
MOST_AT_ONCE = 10


class Outbox:
    """
    Sends mail in the background, so that no request waits for the mail server, and tries again when that is down.

    Only the newest mail for each address is kept: the older link in it no longer works anyway. Mails that wait are lost
    when the process ends.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._newest: dict[str, str] = {}  # the token that waits to be sent, by address
        self._senders = ThreadPoolExecutor(MOST_AT_ONCE, "outbox")

    def send_reset(self, email: str, token: str) -> None:
        with self._lock:
            if len(self._newest) >= MOST_WAITING:
                del self._newest[next(iter(self._newest))]
            self._newest[email] = token
        self._senders.submit(self._try, email, token, 0)

    def _try(self, email: str, token: str, tried: int) -> None:
        if self._newest.get(email) != token:
            return
        try:
            self._deliver(email, token)
        except (smtplib.SMTPException, OSError) as error:
            log.warning("A mail could not be sent: %s", type(error).__name__)
            if tried < len(RETRY_AFTER_SECONDS):
                self._later(RETRY_AFTER_SECONDS[tried], email, token, tried + 1)
                return
            log.error("A mail was given up.")
        with self._lock:
            if self._newest.get(email) == token:
                del self._newest[email]

    def _later(self, seconds: float, email: str, token: str, tried: int) -> None:
        timer = threading.Timer(seconds, lambda: self._senders.submit(self._try, email, token, tried))
        timer.daemon = True  # what waits does not keep the process alive
        timer.start()

    def _deliver(self, email: str, token: str) -> None:
        mail = self._reset_mail(email, f"{self._settings.public_url}/reset-password?token={token}")
        with smtplib.SMTP(
            self._settings.smtp_host,
            self._settings.smtp_port,
            local_hostname="localhost",  # else it asks the network for our name
            timeout=12,
        ) as smtp:
            smtp.send_message(mail, to_addrs=[email])

    def _reset_mail(self, email: str, link: str) -> EmailMessage:
        """Nothing that a stranger typed goes into it, not even the name: anyone can sign up with anyone's address."""
        mail = EmailMessage(policy=SMTP)
        mail["From"] = self._settings.mail_from
        mail["To"] = email
        mail["Subject"] = "Choose a new password"
        mail["Date"] = formatdate(time.time())
        mail["Message-ID"] = make_msgid(domain=parseaddr(self._settings.mail_from)[1].rpartition("@")[2])
        # 7bit: the link stays in one piece.
        mail.set_content(
            "Hello,\n\n"
            "someone asked for a new password for your account. If it was you, open this link within an hour:\n\n"
            f"{link}\n\n"
            "If it was not you, do nothing. Your password stays as it is.\n",
            cte="7bit",
        )
        return mail
