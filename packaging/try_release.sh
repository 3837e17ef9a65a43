#!/usr/bin/env bash
# Builds a release twice, holds both to be the same bytes, and tries it as strangers get it: from the wheel and from the
# sdist, installed from the lock in clean environments, away from the sources, every command asked for its help.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONPATH
sources=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }

# The day of the last commit stands in both archives, so the same commit gives the same bytes on any day.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)
export SOURCE_DATE_EPOCH
for round in 1 2; do quietly python -m build --no-isolation --outdir "$work/$round" .; done
(cd "$work/1" && sha256sum -- *) >"$work/hashes"
(cd "$work/2" && sha256sum --quiet -c "$work/hashes")
echo "release: the same bytes twice"

python3 -m venv "$work/wheel"
quietly "$work/wheel/bin/pip" install --require-hashes -r packaging/lock/run.txt
quietly "$work/wheel/bin/pip" install --no-deps "$work"/1/*.whl
quietly "$work/wheel/bin/pip" check
[ ! -e "$work/wheel/bin/dask" ] || { echo "an extra was installed unasked"; exit 1; }

# The sdist is unpacked where no git and no other file of the repository is, and its wheel has to hold the same.
mkdir "$work/from-sdist"
tar xzf "$work"/1/*.tar.gz -C "$work/from-sdist" --strip-components=1
quietly python -m build --no-isolation --wheel --outdir "$work/3" "$work/from-sdist"
cmp "$work"/1/*.whl "$work"/3/*.whl
echo "release: the sdist gives the same wheel"

# The real wheels of a 64-bit Windows, by their hashes, with a stand-in for python.org's archive, which is not fetched here.
stand_in=$(python packaging/stand_in.py "$work/python-3.13-stand-in.zip")
python packaging/windows.py --python-zip "$work/python-3.13-stand-in.zip" --sha256 "$stand_in" \
    --wheel "$work"/1/*.whl -o "$work/PolicyKit-windows.zip" | sed "s|$work/||"

cp corpus/files/larkmead-information-report-2020.docx "$work/sample.docx"
cd "$work"
"$work/wheel/bin/python" -P "$sources/packaging/try_installed.py" "$work/wheel/bin/policykit" "$work/sample.docx"
bash "$sources/packaging/try_container.sh" "$work"/1/*.whl "$work/wheel"
