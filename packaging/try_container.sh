#!/usr/bin/env bash
# The steps of packaging/container/Containerfile without an engine: the lock's wheels and ours in a clean folder, its files
# read-only, served by somebody who may write nowhere but in one folder, asked whether it is well.
#   bash packaging/try_container.sh WHEEL ENVIRONMENT    (an environment that has run.txt and the wheel already saves time)
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONPATH
work=$(mktemp -d)
chmod 755 "$work"
server=
trap 'kill $server 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT

if [ $# -ge 2 ]; then
    cp -r "$2" "$work/opt"
else
    python3 -m venv "$work/opt"
    "$work/opt/bin/pip" install -q --only-binary=:all: --require-hashes -r packaging/lock/run.txt
    "$work/opt/bin/pip" install -q --no-deps "$1"
fi
chmod -R a-w,a+rX "$work/opt"
mkdir -m 1777 "$work/tmp"
python3 -c "import secrets; print(secrets.token_urlsafe())" >"$work/token"
chmod 444 "$work/token"

# With root's rights this takes the container's number. Where that number may not even reach this machine's Python, root's
# powers are given up instead, so that files which are read-only are so. Without root's rights that holds anyway.
as=()
if [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs)
    "${as[@]}" "$work/opt/bin/python" -c "import subprocess as s, sys; s.run([sys.executable, '-c', ''], check=True)" 2>/dev/null ||
        as=(setpriv --bounding-set=-all --inh-caps=-all --no-new-privs)
fi
(cd "$work/tmp" && exec env -i PATH="$PATH" HOME="$work/tmp" TMPDIR="$work/tmp" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    "${as[@]}" "$work/opt/bin/python" -m policykit serve --no-browser --host 0.0.0.0 --port 0 --name send.example.org \
    --root-path /policykit --token-file "$work/token" --signed-in-by X-Forwarded-User >"$work/tmp/log" 2>&1) &
server=$!
"$work/opt/bin/python" - "$work/tmp/log" "$work/token" <<'PYTHON'
import re, sys, time, urllib.error, urllib.request
from pathlib import Path

log, token = Path(sys.argv[1]), Path(sys.argv[2]).read_text().strip()
for _ in range(300):
    if found := re.search(r"Listening on http://[^:]+:(\d+)", log.read_text() if log.exists() else ""):
        break
    time.sleep(0.2)
else:
    sys.exit(log.read_text())
port = found[1]
front = {"Host": "send.example.org", "X-PolicyKit-Token": token, "X-Forwarded-User": "ann"}


def ask(path, headers, data=None):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=data, headers=headers)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, ""


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


assert ask("/healthz", {})[::2] == (200, "ok\n")
assert ask("/policykit/", {"Host": "send.example.org"})[0] == 401
status, _, page = ask("/policykit/", front)
assert status == 200 and 'href="/policykit/learn"' in page
status, headers, _ = ask("/policykit/sample", {**front, "Origin": "https://send.example.org"}, b"")
assert status == 303, status
place = headers["Location"]
assert place.startswith("/policykit/check/"), place
for _ in range(100):
    status, headers, page = ask(place, front)
    if "Refresh" not in headers:
        break
    time.sleep(0.3)
assert status == 200, (status, log.read_text())
assert "sch1." in page, page[:600]
assert ask(place, {**front, "X-Forwarded-User": "bob"})[0] == 404
print("container's steps: served read-only and without root's powers, below /policykit, and one person's report hidden from another")
PYTHON
[ -z "$(find "$work/opt" -newer "$work/token" -type f -print -quit)" ] || { echo "it wrote among its own files"; exit 1; }
