from fastapi import APIRouter
from fastapi.responses import JSONResponse

from ..services import Provided

router = APIRouter()


@router.get("/health")
async def health(services: Provided) -> JSONResponse:
    if await services.database.is_usable():
        return JSONResponse({"status": "ok"})
    message = "The database cannot be used."
    return JSONResponse({"status": "unavailable", "error": {"message": message}}, 503)
