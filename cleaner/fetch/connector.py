"""The one way to a server: every address of a host is checked, and the connection is made to a checked one."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from concurrent.futures import Future
from threading import Thread

from cleaner.errors import FetchError
from cleaner.fetch.addresses import refusal
from cleaner.fetch.network import Deadline, FetchOptions, Network
from cleaner.fetch.target import Target


def open_connection(target: Target, options: FetchOptions, network: Network, deadline: Deadline) -> socket.socket:
    """A connection to the first address of the host that takes one, with TLS for https.

    The host is looked up once and all its addresses are checked: a name server that answers differently the second
    time (DNS rebinding) has no second time, and a host with a private address among public ones is refused.
    Raises FetchError.
    """
    failure: OSError | None = None
    for address in _checked_addresses(target, options, network, deadline):
        seconds = min(options.connect_seconds, deadline.remaining())
        try:
            sock = network.connect(address, target.port, seconds)
        except OSError as error:
            failure = error
            continue
        return _secure(sock, target, options) if target.scheme == "https" else sock
    if isinstance(failure, TimeoutError):
        problem = f"no connection within {options.connect_seconds:g} seconds"
    else:
        problem = f"no connection ({(failure and failure.strerror) or failure or 'no address'})"
    raise FetchError(f"{target.shown}: {problem}; check the address, or the network") from failure


def _checked_addresses(target: Target, options: FetchOptions, network: Network, deadline: Deadline) -> Sequence[str]:
    """All addresses of the host. Raises FetchError where one of them is refused."""
    addresses = _look_up(target, network, min(options.connect_seconds, deadline.remaining()))
    refused = () if options.allow_private else addresses
    for address in refused:
        reason = refusal(address)
        if reason is not None:
            of_name = f" ({address})" if address != target.host.strip("[]") else ""
            raise FetchError(f"{target.shown}: {target.host} is {reason}{of_name}; allow it with --allow-private")
    return addresses


def _look_up(target: Target, network: Network, seconds: float) -> Sequence[str]:
    """What the name server says of the host. In a thread: the system's resolver knows no time-out."""
    answer: Future[Sequence[str]] = Future()

    def ask() -> None:
        try:
            answer.set_result(network.look_up(target.host, target.port))
        except Exception as error:
            answer.set_exception(error)

    Thread(target=ask, daemon=True).start()
    try:
        return answer.result(seconds)
    except TimeoutError as error:
        raise FetchError(
            f"{target.shown}: the name server gives no address of {target.host}; try again later"
        ) from error
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{target.shown}: no such host, or no network; check the spelling of {target.host}") from error


def _secure(sock: socket.socket, target: Target, options: FetchOptions) -> ssl.SSLSocket:
    """TLS over the connection; the certificate is held against the host's name, not the address."""
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
    except TimeoutError as error:
        problem = f"no secure connection within {options.connect_seconds:g} seconds"
        raise FetchError(f"{target.shown}: {problem}") from error
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"{target.shown}: its certificate does not hold: {error.verify_message}") from error
    except (OSError, ValueError) as error:  # ValueError: a host that no certificate can name
        problem = f"no secure connection ({getattr(error, 'reason', None) or error})"
        raise FetchError(f"{target.shown}: {problem}") from error
