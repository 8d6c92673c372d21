from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel

from .. import accounts, resets
from ..fields import ForgottenPassword, PasswordChange, PasswordReset
from ..services import CurrentLogin, Provided
from ..visitor import network_of

router = APIRouter()


class Message(BaseModel):
    message: str


@router.post("/me/password", status_code=204)
async def change_password(login: CurrentLogin, body: PasswordChange, request: Request, services: Provided) -> None:
    account = login.account
    # Guarded like a log-in: whoever finds an open session must not guess the password through it.
    with services.guard.guess(account.email, network_of(request)) as guess:
        guess.was_wrong = not await services.passwords.is_right(body.current_password, account.password_hash)

    is_changed = not guess.was_wrong and await services.database.write(
        accounts.change_password,
        account,
        await services.passwords.hash(body.new_password),
        keep_token=login.token,
    )
    if not is_changed:
        raise HTTPException(403, "The current password is wrong.")


@router.post("/password/forgot", status_code=202)
async def forgot_password(body: ForgottenPassword, services: Provided) -> Message:
    services.mail_limit.take(body.email)  # counted alike whether or not there is an account
    token = await services.database.write(resets.start, body.email)
    if token is not None:
        services.outbox.send_reset(body.email, token)
    return Message(message="If there is an account with this email, a mail is on its way.")


@router.post("/password/reset", status_code=204)
async def reset_password(body: PasswordReset, request: Request, services: Provided) -> None:
    is_done = await services.database.read(resets.is_good, body.email, body.token) and await services.database.write(
        resets.finish, body.email, body.token, await services.passwords.hash(body.new_password)
    )
    if not is_done:
        raise HTTPException(400, "This link is no longer good. Please ask for a new one.")
    services.guard.forgive(body.email, network_of(request))
