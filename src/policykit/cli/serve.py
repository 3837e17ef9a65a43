"""`policykit serve`: the same in a browser, on this machine alone unless another address is asked for."""

import sys
import webbrowser
from pathlib import Path

import click

from policykit.errors import StoreError

_PORT = 8765


@click.command(short_help="Open PolicyKit in your browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0 is any free port.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen. Anything but this machine's own address demands a token, which the printed link carries.",
)
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
@click.option("--root-path", default="", metavar="PATH", help="The path that a server in front puts these pages below.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A host name by which a server in front is asked.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Demand the token in this file: typed once, or said by a server in front in the header X-PolicyKit-Token.",
)
@click.option(
    "--signed-in-by",
    default="",
    metavar="HEADER",
    help="The header in which the sign-in in front names the person; what one hands in, no other can open.",
)
def serve(  # noqa: PLR0913 - one parameter for each option
    *,
    port: int,
    host: str,
    no_browser: bool,
    root_path: str,
    names: tuple[str, ...],
    token_file: Path | None,
    signed_in_by: str,
) -> None:
    """Check, compare and draft in a browser, without a command line.

    It listens on this machine only, sends nothing anywhere, and deletes what was handed in when it stops: press Ctrl+C.
    """
    from policykit.web.front import front_of, token_in
    from policykit.web.server import serve as run

    front = front_of(root_path, names, signed_in_by)
    if signed_in_by and token_file is None:
        remedy = (
            "Give --token-file as well, and let the server in front say that token in the header X-PolicyKit-Token."
        )
        raise StoreError("Anybody could claim to have signed in.", where="--signed-in-by", remedy=remedy)
    token = token_in(token_file) if token_file else ""

    def _tell(url: str, link: str) -> None:
        click.echo(f"Listening on {url}")
        if link != url:
            click.echo(
                f"{host} can be reached by other machines: whoever has this link can read what is handed in, and without "
                f"encryption so can whoever runs the network. Open it, and pass it to nobody else:\n{link}"
            )
        sys.stdout.flush()
        if not no_browser:
            webbrowser.open(link)

    run(host, port, _tell, front, token)
