"""No network, enforced: Python code that reaches for one is stopped with an error.

The frozen program runs this before anything else, and the tests run under the same guard.
It sees Python's own calls only; that Qt stays silent too is shown by a trace of system calls.
"""

import sys

# Looking a name up, or fetching, is refused whatever it is given.
ALWAYS = frozenset(
    {
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "urllib.Request",
    }
)
# These are refused unless the address is a local socket's file name, or none is given because
# the socket is connected already.
UNLESS_LOCAL = frozenset({"socket.bind", "socket.connect", "socket.sendmsg", "socket.sendto"})


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise for an audit event that reaches for a network."""
    if event in ALWAYS or (event in UNLESS_LOCAL and isinstance(arguments[-1], tuple)):
        raise RuntimeError(f"briefgen never touches a network, and something tried: {event}")


if __name__ == "__main__":
    sys.addaudithook(refuse)
