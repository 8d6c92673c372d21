from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

PROXIES = ip_network("127.0.0.0/8")


def network_of_visitor() -> str:
    """
    Where the request comes from. Exactly one proxy stands in front, and appends the visitor's address; what stood in the
    header before it, or in any other header, is only what the visitor claims.
    """
    peer = request.remote_addr or ""
    forwarded = request.headers.get_all("X-Forwarded-For")
    if forwarded and _is_proxy(peer):
        return _network(forwarded[-1].rpartition(",")[2].strip()) or peer
    return _network(peer) or peer


def _is_proxy(address: str) -> bool:
    try:
        return ip_address(address) in PROXIES
    except ValueError:
        return False


def _network(text: str) -> str | None:
    """One household has a whole /64 of IPv6 addresses."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address.packed[:8] + bytes(8), 64)))
    return str(address)
