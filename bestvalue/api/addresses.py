"""To which addresses the service speaks at all: public ones by https, so that nobody looks into its own network."""

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

PORTS = {"https": 443, "http": 80}
WRAPPED = tuple(ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
"""IPv6 addresses that hold an IPv4 address, which may be a private one."""

Resolver = Callable[[str, int], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class BadAddress(Exception):
    """The service does not speak to this address; the message says why."""


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def parts_of(url: str) -> tuple[SplitResult, int]:
    """The parts and the port of an address that is written as it must be. Raises BadAddress."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise BadAddress("This is not a web address.") from error
    if not (url.isascii() and url.isprintable() and " " not in url and parts.hostname):
        raise BadAddress("This is not a web address.")
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.DEMONSTRATION):
        raise BadAddress("The address must begin with https://")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadAddress("The address must not hold a user name, a password or a fragment.")
    return parts, port


def checked(url: str, look_up: Resolver = resolve) -> str:
    """The one IP address to connect to. Raises BadAddress unless every address that the host has may be spoken to."""
    parts, port = parts_of(url)
    try:
        found = [ipaddress.ip_address(each.partition("%")[0]) for each in look_up(str(parts.hostname), port)]
    except (OSError, ValueError) as error:
        raise BadAddress("The host of this address is not known.") from error
    if not found or not all(_allowed(each, parts.scheme) for each in found):
        raise BadAddress("The address leads into a private network, or is not a public one.")
    return str(found[0])


def _allowed(address: Address, scheme: str) -> bool:
    """Public ones by https; in a demonstration the machine's own, for trying it out."""
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return bool(settings.DEMONSTRATION)
    wrapped = any(address in network for network in WRAPPED if network.version == address.version)
    return scheme == "https" and address.is_global and not address.is_multicast and not wrapped
