#!/usr/bin/env bash
# Makes the virtual environment $1 with requirements.txt, unless it is there already.
set -euo pipefail

venv=$1
requirements=$(dirname "$0")/requirements.txt

cmp --silent "$requirements" "$venv/requirements.txt" && exit
rm -rf "$venv"
python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
# Last, so that it is missing after a failure.
cp "$requirements" "$venv/requirements.txt"
