#!/bin/sh
# A mirror of the programs that the machines of {{ cluster_name }} download.
#
#   mirror.sh fetch                  downloads what files.list names into the folder www
#   mirror.sh serve [ADDRESS [PORT]] serves that folder (0.0.0.0, 8080) until Ctrl-C; needs python3
#   mirror.sh missing                lists what the folder does not have
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
www=$here/www

# missing: each path of the list that the folder does not have.
missing() {
  while read -r path; do
    [ -s "$www/$path" ] || printf '%s\n' "$path"
  done <"$here/files.list"
}

fetch() {
  missing | while read -r path; do
    mkdir -p "$www/$(dirname "$path")"
    printf '%s\n' "$path"
    curl --fail --silent --show-error --location --connect-timeout 20 --retry 3 \
      --output "$www/$path.part" "https://$path"
    mv "$www/$path.part" "$www/$path"
  done
  if [ -n "$(missing)" ]; then
    echo 'mirror: these files could not be fetched:' >&2
    missing >&2
    exit 1
  fi
  echo "mirror: $www is complete"
}

case ${1:-} in
fetch) fetch ;;
missing) missing ;;
serve)
  mkdir -p "$www"
  exec python3 -m http.server --directory "$www" --bind "${2:-0.0.0.0}" "${3:-8080}"
  ;;
*)
  echo 'usage: mirror.sh fetch | serve [ADDRESS [PORT]] | missing' >&2
  exit 64
  ;;
esac
