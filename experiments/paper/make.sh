#!/bin/sh
# Makes the papers' table from weights and files of yours:
#   MODELS=DIR SAFEEDIT=DIR BENIGN=DIR experiments/paper/make.sh [MODEL...]
# MODEL is a folder of plans/, all of them if none is named. What has finished is not done again.
# A model's plans are one process, which asks the unedited model once; what edits each instance apart is a sweep.
set -eu
: "${MODELS:?the folder that holds the models}" "${SAFEEDIT:?that of SafeEdit_*.json}"
: "${BENIGN:?that of xstest.csv and alpaca.json}"
export MODELS SAFEEDIT BENIGN
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pke=${PKE:-$here/../../pke}
[ $# -gt 0 ] || set -- $(ls "$here/plans")
for model in "$@"; do
  runs=$("$pke" runs --json)
  set --
  for plan in "$here/plans/$model"/*.yaml; do
    name=$(basename "$plan" .yaml)
    case $name in *-single) continue ;; esac
    printf '%s\n' "$runs" | python3 "$here/table.py" --finished "paper/$model/$name" || set -- "$@" "$plan"
  done
  [ $# -eq 0 ] || "$pke" run "$@"
  for plan in "$here/plans/$model"/*-single.yaml; do
    "$pke" sweep "$plan"
  done
done
"$pke" runs --json | python3 "$here/table.py"
