from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """As the tables hold it: UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)


def in_(span: timedelta) -> datetime:
    return now() + span
