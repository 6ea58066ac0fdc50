"""The commands that make, verify and serve a gazetteer."""

from __future__ import annotations

import socket
from argparse import Namespace

from gazetteer.cli.arguments import UsageError
from gazetteer.cli.commands import open_gazetteer
from gazetteer.cli.streams import message


def serve(settings: Namespace) -> int:
    """Answers until it is stopped; 2 when the address cannot be listened on."""
    try:
        import uvicorn

        from gazetteer.service import make_app
    except ImportError as error:
        raise UsageError(f"{error.name} is missing; install it with: pip install 'allonym[serve]'", "serve") from None
    gazetteer = open_gazetteer(settings.gazetteer)
    listener = _listen(settings.host, settings.port)
    config = uvicorn.Config(make_app(gazetteer), log_level="warning", access_log=False, lifespan="off")
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    message(f"serving on http://{host}:{port} (Ctrl-C stops)")
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"cannot listen on {host} port {port}: {error.strerror}", "serve") from None
