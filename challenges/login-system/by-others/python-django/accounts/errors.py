class ApiError(Exception):
    def __init__(self, status, message, headers=None):
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


def not_logged_in():
    return ApiError(401, "Please log in.", {"WWW-Authenticate": "Bearer"})


def too_many_tries(seconds=60):
    return ApiError(429, "Too many tries. Please wait a little.", {"Retry-After": str(seconds)})
