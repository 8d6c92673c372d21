"""The operations of the contract. The database is `database.pool`."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from database import pool

router = APIRouter()


async def not_yet() -> JSONResponse:
    return JSONResponse({"error": {"message": "Not built yet."}}, status_code=501)


for method, path in [
    ("POST", "/signup"),
    ("POST", "/login"),
    ("POST", "/logout"),
    ("GET", "/me"),
    ("PATCH", "/me"),
    ("POST", "/me/password"),
    ("POST", "/password/forgot"),
    ("POST", "/password/reset"),
    ("DELETE", "/me"),  # an extra
]:
    router.add_api_route(path, not_yet, methods=[method])


@router.get("/health")
async def health() -> JSONResponse:
    try:
        async with pool.connection() as connection:
            await connection.execute("SELECT 1")
    except Exception:
        return JSONResponse({"status": "unavailable"}, status_code=503)
    return JSONResponse({"status": "ok"})
