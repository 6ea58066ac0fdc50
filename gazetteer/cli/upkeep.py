"""The commands that make, verify and serve a gazetteer."""

from __future__ import annotations

import socket
from argparse import Namespace

from gazetteer import rendering
from gazetteer.cli.arguments import UsageError
from gazetteer.cli.commands import open_gazetteer
from gazetteer.cli.streams import answer, message, stages, standard_output

_SHOWN_ROWS = 10


def build(settings: Namespace) -> int:
    """0 when done, rows left out included; ``--strict`` raises BadRecord at the first of them."""
    from gazetteer.building import build as build_gazetteer

    output = standard_output(settings.form)
    with stages() as progress:
        report = build_gazetteer(
            settings.sources,
            settings.output,
            previous=settings.previous,
            progress=progress,
            strict=settings.strict,
        )
    for row in report.skipped[:_SHOWN_ROWS]:
        message(f"left out: {row}")
    if report.skipped_count > _SHOWN_ROWS:
        message(f"left out: {report.skipped_count:,} rows in all; --json lists the first {len(report.skipped):,}")
    answer(output, rendering.build_shape(report), rendering.print_build, report)
    return 0


def check(settings: Namespace) -> int:
    """0 when every gazetteer is as it was written, 3 when one is not or when there is none."""
    from gazetteer.building import check as check_gazetteer
    from gazetteer.opening import list_folders

    output = standard_output(settings.form)
    sound = True
    for directory in list_folders(settings.directories or settings.gazetteer):
        with stages() as progress:
            report = check_gazetteer(directory, progress=progress)
        answer(output, rendering.check_shape(report), rendering.print_check, report)
        sound = sound and report.ok
    return 0 if sound else 3


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
