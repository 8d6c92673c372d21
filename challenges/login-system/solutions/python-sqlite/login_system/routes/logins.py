from fastapi import APIRouter, Request
from pydantic import BaseModel

from .. import accounts, sessions
from ..errors import wrong_credentials
from ..fields import LogIn
from ..services import CurrentLogin, Provided
from ..visitor import network_of

router = APIRouter()


class LoggedIn(BaseModel):
    token: str


@router.post("/login")
async def log_in(body: LogIn, request: Request, services: Provided) -> LoggedIn:
    account = await services.database.read(accounts.find_by_email, body.email)
    with services.guard.guess(body.email, network_of(request)) as guess:
        guess.was_wrong = not await services.passwords.is_right(
            body.password, account.password_hash if account else None
        )
    if guess.was_wrong or account is None:
        raise wrong_credentials()
    token = await services.database.write(sessions.start, account)
    if token is None:
        raise wrong_credentials()
    return LoggedIn(token=token)


@router.post("/logout", status_code=204)
async def log_out(login: CurrentLogin, services: Provided) -> None:
    await services.database.write(sessions.end, login.token)
