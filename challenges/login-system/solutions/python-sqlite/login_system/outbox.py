import asyncio
import logging
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr

import aiosmtplib

from .settings import Settings

log = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = (2, 5, 15, 30, 60, 120, 300)
MOST_WAITING = 1_000
MOST_AT_ONCE = 10


class Outbox:
    """
    Sends mail in the background, so that no request waits for the mail server, and tries again when that is down.

    Only the newest mail for each address is kept: the older link in it no longer works anyway.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._places = asyncio.Semaphore(MOST_AT_ONCE)
        self._under_way: dict[str, asyncio.Task[None]] = {}  # by address, the oldest first

    def send_reset(self, email: str, token: str) -> None:
        link = f"{self._settings.public_url}/reset-password?token={token}"
        self._give_up(email)
        if len(self._under_way) >= MOST_WAITING:
            self._give_up(next(iter(self._under_way)))
        delivery = asyncio.create_task(self._deliver(email, self._reset_mail(email, link)))
        self._under_way[email] = delivery
        delivery.add_done_callback(lambda ended: self._forget(email, ended))

    async def close(self) -> None:
        """Mails on their way get two seconds more. Those that wait for another try are lost."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=2)
        for email in list(self._under_way):
            self._give_up(email)

    def _give_up(self, email: str) -> None:
        if delivery := self._under_way.pop(email, None):
            delivery.cancel()

    def _forget(self, email: str, ended: asyncio.Task[None]) -> None:
        if self._under_way.get(email) is ended:
            del self._under_way[email]

    async def _deliver(self, email: str, mail: EmailMessage) -> None:
        for pause in (*RETRY_AFTER_SECONDS, None):
            try:
                async with self._places:
                    await aiosmtplib.send(
                        mail,
                        recipients=[email],
                        hostname=self._settings.smtp_host,
                        port=self._settings.smtp_port,
                        local_hostname="localhost",  # else it asks the network for our name
                        start_tls=False,
                        timeout=12,
                    )
                return
            except (aiosmtplib.SMTPException, OSError) as error:
                log.warning("A mail could not be sent: %s", type(error).__name__)
                if pause is None:
                    log.error("A mail was given up.")
                    return
            await asyncio.sleep(pause)

    def _reset_mail(self, email: str, link: str) -> EmailMessage:
        """Nothing that a stranger typed goes into it, not even the name: anyone can sign up with anyone's address."""
        mail = EmailMessage(policy=SMTP)
        mail["From"] = self._settings.mail_from
        mail["To"] = email
        mail["Subject"] = "Choose a new password"
        mail["Date"] = formatdate()
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
