#!/usr/bin/env bash
# Measures two commits on this machine, in turn, and lays the outputs out as Casewright reads them.
#
#   bench.sh BASELINE CANDIDATE RUNS OUT 'COMMAND'
#
# COMMAND runs in a checkout of each commit. What it prints is kept as OUT/baseline/01.txt, OUT/candidate/01.txt and so on;
# a tool that writes a file instead writes it to "$RESULT.json". PREPARE, if set, runs once in each checkout before.
# The sides alternate, and which of them begins alternates too, so that a machine that warms up slows neither side more.
set -euo pipefail

if [ $# -ne 5 ]; then
  sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
runs=$3 command=$5
mkdir -p "$4/baseline" "$4/candidate"
out=$(cd "$4" && pwd)
work=$(mktemp -d)
trap 'git worktree remove --force "$work/baseline"; git worktree remove --force "$work/candidate"; rm -rf "$work"' EXIT

git worktree add --quiet --detach "$work/baseline" "$1"
git worktree add --quiet --detach "$work/candidate" "$2"
for side in baseline candidate; do
  (cd "$work/$side" && bash -euo pipefail -c "${PREPARE:-true}")
done

for ((run = 1; run <= runs; run++)); do
  sides='baseline candidate'
  if ((run % 2 == 0)); then sides='candidate baseline'; fi
  for side in $sides; do
    RESULT="$out/$side/$(printf '%02d' "$run")"
    export RESULT
    (cd "$work/$side" && bash -euo pipefail -c "$command") > "$RESULT.txt"
    # A tool that wrote a file needs no log beside it.
    if [ -e "$RESULT.json" ] || [ ! -s "$RESULT.txt" ]; then rm "$RESULT.txt"; fi
    echo "$side $run of $runs" >&2
  done
done
