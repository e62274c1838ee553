#!/bin/sh
# Downloads a file, compares it with its published SHA-256 checksum, and installs it.
#
#   k8s-fetch URL CHECKSUM program PATH              one program, installed as PATH
#   k8s-fetch URL CHECKSUM archive DIR [TAR-OPTION]  unpacks a .tar.gz into DIR
#
# CHECKSUM is the address of a list of checksums, a checksum, or the word "unchecked".
# Nothing is downloaded when the right file is already there.
set -eu
umask 022

cache=/var/cache/k8s-fetch

fail() {
  printf 'k8s-fetch: %s\n' "$*" >&2
  exit 1
}

if [ "$#" -lt 4 ]; then
  echo 'usage: k8s-fetch URL CHECKSUM program PATH | archive DIR [TAR-OPTION]...' >&2
  exit 64
fi
url=$1
checksum=$2
kind=$3
target=$4
shift 4
name=${url##*/}

get() {
  curl --fail --silent --show-error --location --connect-timeout 20 --retry 3 "$@"
}

# checksum_in LIST: the checksum of our file. A list has lines "CHECKSUM NAME"; some projects
# publish a file with nothing but the checksum.
checksum_in() {
  awk -v name="$name" '
    length($1) != 64 || $1 ~ /[^0-9a-f]/ { next }
    { path = $2; sub(/^\*/, "", path); sub(/^.*\//, "", path) }
    found == "" && (NF == 1 || path == name) { found = $1 }
    END { print found }' "$1"
}

# is_right FILE: whether the file is there and has the checksum.
is_right() {
  [ -f "$1" ] && [ "$sum" != unchecked ] && printf '%s  %s\n' "$sum" "$1" | sha256sum --check --status
}

# download FILE: gets it beside its final place and moves it there only if it is right.
download() {
  get --output "$1.part" "$url"
  if [ "$sum" != unchecked ] && ! is_right "$1.part"; then
    rm -f "$1.part"
    fail "$url does not match its checksum $sum"
  fi
  mv -f "$1.part" "$1"
}

case $checksum in
http://* | https://*)
  list=$(mktemp)
  trap 'rm -f "$list"' EXIT
  get --output "$list" "$checksum"
  sum=$(checksum_in "$list")
  [ -n "$sum" ] || fail "$checksum names no checksum of $name"
  ;;
*)
  sum=$checksum
  ;;
esac

case $kind in
program)
  if is_right "$target"; then
    echo "$name: already there"
    exit 0
  fi
  mkdir -p "$(dirname "$target")"
  download "$target.new"
  chmod 0755 "$target.new"
  mv -f "$target.new" "$target"
  ;;
archive)
  mkdir -p "$cache" "$target"
  is_right "$cache/$name" || download "$cache/$name"
  tar -C "$target" --no-same-owner --no-overwrite-dir -xzf "$cache/$name" "$@"
  ;;
*)
  fail "neither program nor archive: $kind"
  ;;
esac
echo "$name: installed in $target ($sum)"
