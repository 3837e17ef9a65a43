"""Which addresses may be connected to, whatever name or spelling leads there."""

import socket
import threading
import time

import pytest

from policykit.network import Guard, Line, NoAnswer, Question, Stop, Why, asked, parts_of


@pytest.mark.parametrize(
    "found",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 - refused is what it is
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
    ],
)
def test_no_address_of_this_machine_or_a_private_network_is_let_through(found: str) -> None:
    """Wrapped in a newer address or not."""
    assert not Guard().lets("example.org", 80, found)
    assert Guard(private=True).lets("example.org", 80, found)


def test_public_addresses_are_let_through_and_an_intranet_only_by_name_and_port() -> None:
    """What is allowed for one host and port is allowed for no other."""
    assert Guard().lets("example.org", 443, "93.184.215.14")
    assert Guard().lets("example.org", 443, "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    guard = Guard(allowed=frozenset({"intranet.example.org:80"}))
    assert guard.lets("intranet.example.org", 80, "10.0.0.7")
    assert not guard.lets("intranet.example.org", 8080, "10.0.0.7")
    assert not guard.lets("other.example.org", 80, "10.0.0.7")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[",
        "http://example.org:99999/",
        "http://name:word@example.org/",
        "http://name@example.org/",
        "example.org/page",
    ],
)
def test_what_is_no_plain_address_of_the_web_is_refused(address: str) -> None:
    """A name and password in an address are never sent."""
    with pytest.raises(NoAnswer) as error:
        parts_of(address)
    assert error.value.why is Why.NO_ADDRESS


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "[::ffff:7f00:1]", "localhost"])
def test_odd_spellings_of_this_machine_are_refused_when_connecting(host: str) -> None:
    """The address found is looked at, not the name."""
    with (
        pytest.raises(NoAnswer) as error,
        asked(Question(f"http://{host}:9/", time.monotonic() + 5, 5), Guard()),
    ):
        pass
    assert error.value.why in {Why.PRIVATE, Why.NO_SITE}


def test_a_name_that_stands_for_a_public_and_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the second lookup could give the other; there is only one."""
    looked = []

    def _found(host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        looked.append(host)
        return [(2, 1, 6, "", (one, port)) for one in ("93.184.215.14", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", _found)
    with (
        pytest.raises(NoAnswer) as error,
        asked(Question("http://example.org/", time.monotonic() + 5, 5), Guard()),
    ):
        pass
    assert (error.value.why, looked) == (Why.PRIVATE, ["example.org"])


def test_a_name_that_no_server_answers_for_is_waited_for_no_longer_than_there_is_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system's own look-up may hang for minutes; the thread that it hangs on keeps no program from ending."""
    answer = threading.Event()

    def _hang(*_: object, **__: object) -> list[object]:
        answer.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", _hang)
    stop = Stop()
    for limits, why in (((0.3, 60.0), Why.LATE), ((60.0, 0.3), Why.LATE), ((60.0, 60.0), Why.STOPPED)):
        if why is Why.STOPPED:
            threading.Timer(0.3, stop.set).start()
        began = time.monotonic()
        question = Question("http://example.org/", began + limits[0], limits[1])
        with pytest.raises(NoAnswer) as caught, asked(question, Guard(), stop):
            pass
        assert caught.value.why is why
        assert time.monotonic() - began < 10
    left = [one for one in threading.enumerate() if one.name == "look-up"]
    assert all(one.daemon for one in left)
    answer.set()
    for one in left:
        one.join(10)


def test_a_wish_to_stop_ends_waits_and_open_connections() -> None:
    """Nobody who has pressed Ctrl-C waits for a slow server."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        stop = Stop()
        timer = threading.Timer(0.2, stop.set)
        timer.start()
        before = time.monotonic()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with (
            pytest.raises(NoAnswer) as error,
            asked(Question(address, before + 30, 30), Guard(private=True), stop),
        ):
            pass
        timer.join()
    assert error.value.why is Why.STOPPED
    assert time.monotonic() - before < 15
    with pytest.raises(NoAnswer):
        stop.wait(30)
    with pytest.raises(NoAnswer), stop.watched(Line()):
        pass
