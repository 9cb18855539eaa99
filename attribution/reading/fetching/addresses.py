"""Which addresses may be asked: http and https alone, and no host of a private network."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from attribution.reading.fetching.values import AddressError, PassingError

LONGEST = 4096  # characters of a URL
NAT64 = IPv6Network("64:ff9b::/96")  # its last 32 bits are an IPv4 address


def checked(written: str, base: str | None = None) -> str:
    """The URL in the one form that is asked for, without its fragment; relative to `base` if there is one.

    Raises AddressError if it is none, of another scheme than http and https, or holds a password.
    """
    if len(written) > LONGEST:
        raise AddressError(f"is longer than {LONGEST} characters, too long for a URL")
    try:
        url = httpx.URL(base).join(written.strip()) if base else httpx.URL(written.strip())
        port_fits = url.port is None or 0 < url.port < 65536
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressError("is no URL that can be read") from error
    if url.scheme not in ("http", "https"):
        raise AddressError("is neither http nor https, and nothing else is fetched")
    if url.userinfo:
        raise AddressError("holds a user or a password, which would be kept and shown; leave them out")
    if not url.host or not port_fits:
        raise AddressError("names no host that can be asked")
    return str(url.copy_with(fragment=None))


def origin_of(url: str) -> str:
    """Scheme, host and port of a checked URL."""
    return str(httpx.URL(url).copy_with(raw_path=b"/"))


def host_of(url: str) -> str:
    """The host of a checked URL."""
    return httpx.URL(url).host


def resolved(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of the host that may be asked, in the order in which to try them.

    Raises AddressError if there is none, PassingError if the name cannot be looked up for now.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise PassingError(f"the name {host} cannot be looked up now") from error
        raise AddressError(f"there is no host {host}; check the address") from error
    except (UnicodeError, OSError) as error:
        raise AddressError(f"there can be no host {host}; check the address") from error
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    allowed = [address for address in addresses if allow_private or is_public(address)]
    if not allowed:
        raise AddressError(f"{host} is in a private network; --allow-private fetches from there too")
    return allowed


def is_public(written: str) -> bool:
    """Whether the IP address belongs to the public internet, and so does any that is wrapped in it.

    >>> is_public("93.184.215.14"), is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    (True, True)
    >>> is_public("127.0.0.1"), is_public("10.1.2.3"), is_public("169.254.169.254"), is_public("fe80::1%eth0")
    (False, False, False, False)
    >>> is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("2002:7f00:1::")
    (False, False, False)
    """
    address = ip_address(written)
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved
    if address.ipv4_mapped:
        return is_public(str(address.ipv4_mapped))
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_site_local:
        return address in NAT64 and _inner_is_public(address)
    return _inner_is_public(address)


def _inner_is_public(address: IPv6Address) -> bool:
    """Whether the IPv4 addresses are public that a tunnel would take out of this one, if any."""
    if address in NAT64:
        inner: list[IPv4Address] = [IPv4Address(int(address) & 0xFFFFFFFF)]
    else:
        inner = [address.sixtofour] if address.sixtofour else list(address.teredo or ())
    return all(is_public(str(one)) for one in inner)
