#!/usr/bin/env bash
# Time from the start of the process until its window is shown, which eframe does after the first frame, and the
# memory then: Duizhao on the two articles against an empty window with the same fonts, in one run under Xvfb.
# Usage: benches/startup.sh [ROUNDS] [PROFILE]; needs xvfb and xdotool (`make test` installs them).
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-11}
profile=${2:-release}
cargo build --quiet --profile "$profile" --bin duizhao --example empty_window
folder=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
case $profile in dev) folder=$folder/debug ;; *) folder=$folder/$profile ;; esac

place=$(mktemp -d)
exec 3>"$place/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 2>/dev/null &
server=$!
trap 'kill $server; rm -rf "$place"' EXIT
until [ -s "$place/display" ]; do sleep 0.05; done
export DISPLAY=":$(cat "$place/display")" LIBGL_ALWAYS_SOFTWARE=1 XDG_DATA_HOME="$place/data" HOME="$place"

# Milliseconds until the window is shown, and kB of memory two seconds later.
one() {
  local before after pid
  before=$(date +%s%N)
  "$@" >/dev/null 2>&1 &
  pid=$!
  xdotool search --sync --onlyvisible --pid $pid >/dev/null
  after=$(date +%s%N)
  sleep 2
  echo "$(((after - before) / 1000000)) $(awk '/VmRSS/ {print $2}' /proc/$pid/status)"
  kill $pid
  wait $pid 2>/dev/null || true
}

middle() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

for _ in $(seq "$rounds"); do
  one "$folder/examples/empty_window" >>"$place/empty"
  one "$folder/duizhao" >>"$place/duizhao"
done
for name in empty duizhao; do
  echo "$name: shown after $(cut -d' ' -f1 "$place/$name" | middle) ms, $(($(cut -d' ' -f2 "$place/$name" | middle) / 1024)) MB (medians of $rounds)"
done
