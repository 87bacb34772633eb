#!/usr/bin/env bash
# What the shop is doing: its parts, the faults that are on, the last second of its shoppers.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"
for lib in shop network groups parts; do . "lib/$lib.sh"; done

running || { echo "no shop is running${DEMO_PREFIX:+ under the prefix $prefix}"; exit 1; }
printf '%-12s %-15s %-8s %-22s %s\n' part address pid unit state
for part in "${parts[@]}" settlement; do
  pid=$(cat "$state/pids/$part" 2>/dev/null)
  doing=down
  kill -0 "${pid:-0}" 2>/dev/null && doing=lives
  [ "$doing" = lives ] && [ -n "${port[$part]:-}" ] && { if listening "$part"; then doing=listens; else doing="lives, port closed"; fi; }
  [ "$part,$doing" = settlement,down ] && doing="between two runs"
  where=$(unit "$part"); [ "$part" = bank ] && where="(none: external)"
  printf '%-12s %-15s %-8s %-22s %s\n' "$part" "$(address "$part")" "${pid:--}" "$where" "$doing"
done
echo
echo "faults on: $(ls "$state/faults" | paste -sd' ' | grep . || echo none)"
echo "shoppers:  $(tail -n 1 "$state/load.jsonl")"
