"""The mail with the reset link, sent in the background."""

import asyncio
import logging
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from email.headerregistry import Address
from uuid import UUID

import aiosmtplib

from .accounts import Accounts
from .config import Settings
from .errors import Unavailable
from .security import new_token, token_hash

log = logging.getLogger("app.mail")

TEXT = """\
Hello,

someone, you we hope, asked to reset the password of your account.
To choose a new password, open this link:

{link}

It works once, for one hour. If you didn't ask for it, you need do nothing.
"""


class ResetMailer:
    RETRY_AFTER = (0, 1, 3)  # seconds before each try
    MAX_TASKS = 200  # when more are under way the oldest is given up
    PATIENCE = 5  # seconds that a person's newer mail waits for the older

    def __init__(self, settings: Settings, accounts: Accounts):
        self._settings = settings
        self._accounts = accounts
        self._tasks: dict[asyncio.Task, UUID] = {}

    def send_soon(self, user_id: UUID) -> None:
        older = [task for task, owner in self._tasks.items() if owner == user_id]
        if len(self._tasks) >= self.MAX_TASKS:
            next(iter(self._tasks)).cancel()
        task = asyncio.create_task(self._deliver(user_id, older))
        self._tasks[task] = user_id
        task.add_done_callback(self._tasks.pop)

    async def close(self) -> None:
        if self._tasks:
            _, late = await asyncio.wait(list(self._tasks), timeout=2)
            for task in late:
                task.cancel()

    async def _deliver(self, user_id: UUID, older: list[asyncio.Task]) -> None:
        # In order, so that the newest mail holds the newest token.
        if older:
            _, late = await asyncio.wait(older, timeout=self.PATIENCE)
            for task in late:
                task.cancel()
        message = None
        for delay in self.RETRY_AFTER:
            await asyncio.sleep(delay)
            try:
                if message is None:
                    message = await self._compose(user_id)
                if message is None:
                    return  # the account is gone
                await aiosmtplib.send(
                    message,
                    hostname=self._settings.smtp_host,
                    port=self._settings.smtp_port,
                    start_tls=False,
                    timeout=15,
                )
                return
            except (aiosmtplib.SMTPException, OSError, TimeoutError, Unavailable) as exc:
                log.warning("reset mail not sent (%s)", type(exc).__name__)
            except Exception as exc:  # a bug; its text might hold the link, so only its type is logged
                log.error("reset mail failed (%s)", type(exc).__name__)
                return

    async def _compose(self, user_id: UUID) -> EmailMessage | None:
        token = new_token()
        email = await self._accounts.start_reset(user_id, token_hash(token))
        if email is None:
            return None
        message = EmailMessage()
        message["From"] = self._settings.mail_from
        message["To"] = Address(addr_spec=email)
        message["Subject"] = "Reset your password"
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._settings.mail_from.domain or None)
        message["Auto-Submitted"] = "auto-generated"
        link = f"{self._settings.public_url}/reset-password?token={token}"
        message.set_content(TEXT.format(link=link), cte="8bit")  # the link stays on one line
        return message
