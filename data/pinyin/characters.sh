#!/usr/bin/env bash
# Writes characters.csv beside it: the reading of every character of GB 2312 and of every other one in the data, by ICU (icu-devtools).
# Readings that depend on the word are not made here: they are in words.csv, written by hand.
set -euo pipefail
cd "$(dirname "$0")"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
{
  for row in $(seq 176 247); do
    for column in $(seq 161 254); do printf "\\x$(printf %x "$row")\\x$(printf %x "$column")"; done
  done | iconv -c -f GB2312 -t UTF-8
  cat ../[!p]*/*.csv
} | LC_ALL=C.UTF-8 grep -oP "[\x{3400}-\x{9fff}]" | LC_ALL=C sort -u > "$list"
uconv -x '::Han-Latin; ::NFD; u\u0308 > v; [\u0300-\u036f] > ;' "$list" |
  paste -d, "$list" - |
  sed '1i character,reading' > characters.csv
