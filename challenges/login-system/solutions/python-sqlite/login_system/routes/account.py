from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from .. import accounts
from ..accounts import Account, EmailTaken
from ..errors import not_logged_in
from ..fields import ProfileChange, SignUp
from ..services import CurrentLogin, Provided

router = APIRouter()


class Profile(BaseModel):
    """What is shown of an account: never its hash."""

    id: str
    email: str
    name: str
    bio: str

    @classmethod
    def of(cls, account: Account) -> "Profile":
        return cls(id=account.id, email=account.email, name=account.name, bio=account.bio)


class SignedUp(BaseModel):
    user: Profile


@router.post("/signup", status_code=201)
async def sign_up(body: SignUp, services: Provided) -> SignedUp:
    password_hash = await services.passwords.hash(body.password)
    try:
        account = await services.database.write(
            accounts.create, email=body.email, name=body.name, password_hash=password_hash
        )
    except EmailTaken:
        raise HTTPException(409, "There is already an account with this email.") from None
    return SignedUp(user=Profile.of(account))


@router.get("/me")
async def who_am_i(login: CurrentLogin) -> Profile:
    return Profile.of(login.account)


@router.patch("/me")
async def update_profile(login: CurrentLogin, services: Provided, body: ProfileChange) -> Profile:
    changes = body.model_dump(exclude_unset=True)
    changed = await services.database.write(accounts.update, login.account.id, **changes)
    if changed is None:
        raise not_logged_in()  # deleted meanwhile
    return Profile.of(changed)


@router.delete("/me", status_code=204)
async def delete_account(login: CurrentLogin, services: Provided) -> None:
    await services.database.write(accounts.remove, login.account.id)
