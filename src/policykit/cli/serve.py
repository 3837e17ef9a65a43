"""`policykit serve`: the same in a browser, on this machine alone unless another address is asked for."""

import sys
import webbrowser

import click

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
def serve(*, port: int, host: str, no_browser: bool) -> None:
    """Check, compare and draft in a browser, without a command line.

    It listens on this machine only, sends nothing anywhere, and deletes what was handed in when it stops: press Ctrl+C.
    """
    from policykit.web.server import serve as run

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

    run(host, port, _tell)
