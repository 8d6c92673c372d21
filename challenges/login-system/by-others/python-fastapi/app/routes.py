from typing import Annotated

import asyncpg
from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from . import deadline
from .accounts import Accounts
from .config import Settings
from .database import Database
from .errors import ApiError, NotLoggedIn
from .limits import Limit, Limiter, visitor_address
from .mail import ResetMailer
from .schemas import (
    ForgotPassword, LoggedIn, LogIn, Message, PasswordChange, PasswordReset, Profile, ProfileChange, SignedUp, SignUp,
)
from .security import Passwords, new_token, token_hash

router = APIRouter()
bearer = HTTPBearer(auto_error=False)


class Services:
    """What the routes use; made once at start."""

    def __init__(self, settings: Settings):
        self.db = Database(settings.database_url)
        self.accounts = Accounts(self.db)
        self.passwords = Passwords()
        self.limiter = Limiter()
        self.mailer = ResetMailer(settings, self.accounts)


# Plain functions would run in FastAPI's thread pool; these are quick, so they are async.
async def services(request: Request) -> Services:
    return request.app.state.services


async def address(request: Request) -> str:
    return visitor_address(request)


Use = Annotated[Services, Depends(services)]
Address = Annotated[str, Depends(address)]


async def log_in_record(
    use: Use, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> asyncpg.Record:
    row = credentials and await use.accounts.logged_in(token_hash(credentials.credentials))
    if not row:
        raise NotLoggedIn
    return row


Me = Annotated[asyncpg.Record, Depends(log_in_record)]


def profile(row: asyncpg.Record) -> Profile:
    return Profile(id=row["id"], email=row["email"], name=row["name"], bio=row["bio"])


WRONG_CREDENTIALS = "The email or the password is wrong."
WRONG_PASSWORD = "The current password is wrong."
NO_LONGER_GOOD = "This link is no longer good. Please ask for a new one."


@router.post("/signup", status_code=201)
async def sign_up(body: SignUp, use: Use, address: Address) -> SignedUp:
    use.limiter.hit(Limit(f"signup:{address}", 30, 60))
    taken = ApiError(409, "There is already an account with this email.")
    if await use.accounts.email_taken(body.email):  # spares the hash; the table's unique index decides
        raise taken
    row = await use.accounts.create(body.email, body.name, await use.passwords.hash(body.password))
    if row is None:
        raise taken
    return SignedUp(user=profile(row))


@router.post("/login")
async def log_in(body: LogIn, use: Use, address: Address) -> LoggedIn:
    # One address can use up only half of an account's tries, so a single stranger can't keep the owner out.
    limits = (
        Limit(f"login:{body.email}:all", 20, 300),
        Limit(f"login:{body.email}:{address}", 10, 300),
        Limit(f"wrong:{address}", 60, 60),
    )
    async with use.limiter.guess(*limits) as guess:
        account = await use.accounts.credentials(body.email)
        if not await use.passwords.verify(account and account["password_hash"], body.password):
            guess.wrong = True
            raise ApiError(401, WRONG_CREDENTIALS)
    token = new_token()
    if not await use.accounts.log_in(account["id"], account["credential_version"], token_hash(token)):
        raise ApiError(401, WRONG_CREDENTIALS)
    return LoggedIn(token=token)


@router.post("/logout", status_code=204)
async def log_out(me: Me, use: Use) -> None:
    await use.accounts.log_out(me["token_hash"])


@router.get("/me")
async def who_am_i(me: Me) -> Profile:
    return profile(me)


@router.patch("/me")
async def update_profile(body: ProfileChange, me: Me, use: Use) -> Profile:
    row = await use.accounts.update_profile(me["id"], body.name, body.bio)
    if row is None:
        raise NotLoggedIn
    return profile(row)


@router.delete("/me", status_code=204)
async def delete_account(me: Me, use: Use) -> None:
    await use.accounts.delete(me["id"])


@router.post("/me/password", status_code=204)
async def change_password(body: PasswordChange, me: Me, use: Use) -> None:
    async with use.limiter.guess(Limit(f"change:{me['id']}", 10, 300)) as guess:
        if not await use.passwords.verify(me["password_hash"], body.current_password):
            guess.wrong = True
            raise ApiError(401, WRONG_PASSWORD)
    new_hash = await use.passwords.hash(body.new_password)
    if not await use.accounts.change_password(me["token_hash"], me["credential_version"], new_hash):
        raise ApiError(401, WRONG_PASSWORD)  # it was changed, or this log-in ended, in the meantime


@router.post("/password/forgot", status_code=202)
async def forgot_password(body: ForgotPassword, use: Use, address: Address) -> Message:
    use.limiter.hit(Limit(f"forgot:{address}", 30, 60), Limit(f"forgot:{body.email}", 10, 60))
    account = await use.accounts.credentials(body.email)
    if account:
        use.mailer.send_soon(account["id"])
    return Message(message="If there is an account, a mail comes.")


@router.post("/password/reset", status_code=204)
async def reset_password(body: PasswordReset, use: Use) -> None:
    # No limit on wrong tokens: they are 256 random bits. A wrong one costs no hash either.
    token = token_hash(body.token)
    no_longer_good = ApiError(400, NO_LONGER_GOOD)
    if not await use.accounts.reset_is_open(body.email, token):
        raise no_longer_good
    if not await use.accounts.finish_reset(body.email, token, await use.passwords.hash(body.new_password)):
        raise no_longer_good
    use.limiter.forget(f"login:{body.email}:")


@router.get("/health")
async def health(use: Use) -> dict[str, str]:
    deadline.start(2.5)
    await use.db.fetchrow("SELECT 1 FROM users LIMIT 1")
    return {"status": "ok"}
