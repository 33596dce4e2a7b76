#!/bin/sh
# Makes the papers' table from weights and files of yours:
#   MODELS=DIR SAFEEDIT=DIR BENIGN=DIR experiments/paper/make.sh [MODEL...]
# MODEL is a folder of plans/, all of them if none is named. What has finished is not done again.
set -eu
: "${MODELS:?the folder that holds the models}" "${SAFEEDIT:?that of SafeEdit_*.json}"
: "${BENIGN:?that of xstest.csv and alpaca.json}"
export MODELS SAFEEDIT BENIGN
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pke=${PKE:-$here/../../pke}
[ $# -gt 0 ] || set -- $(ls "$here/plans")
for model in "$@"; do
  for plan in "$here/plans/$model"/*.yaml; do
    name=paper/$model/$(basename "$plan" .yaml)
    "$pke" runs --json | python3 "$here/table.py" --finished "$name" || "$pke" run "$plan"
  done
done
"$pke" runs --json | python3 "$here/table.py"
