from psycopg_pool import AsyncConnectionPool

import settings

# Gives up on connecting, and on any query, soon enough that every request is answered within 5 s. It opens with the
# app, and waits in the background for a database that comes up later.
pool = AsyncConnectionPool(
    settings.DATABASE_URL,
    min_size=1,
    max_size=10,
    timeout=2,
    open=False,
    check=AsyncConnectionPool.check_connection,
    kwargs={"connect_timeout": 2, "options": "-c statement_timeout=2000", "tcp_user_timeout": 2000},
)
