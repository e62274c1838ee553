#!/bin/sh
# static-pod NAME FILE...
# Lets the kubelet run /etc/kubernetes/static-pods/NAME.yaml. The FILEs are those that the program reads:
# if one of them, or the manifest, has changed since the last time, the pod is started anew.
set -eu
umask 077

if [ "$#" -lt 2 ]; then
  echo 'usage: static-pod NAME FILE...' >&2
  exit 64
fi
name=$1
shift
manifests=/etc/kubernetes/manifests

for file in "/etc/kubernetes/static-pods/$name.yaml" "$@"; do
  if [ ! -f "$file" ]; then
    echo "static-pod: $file is missing" >&2
    exit 1
  fi
done

# A service of the same name would hold the ports.
if [ -e "/etc/systemd/system/$name.service" ]; then
  systemctl disable --now "$name.service"
fi

# The kubelet compares manifests, not the files behind them; so their sum stands in the manifest.
sum=$(cat -- "$@" | sha256sum | cut -c1-32)
install -d -m 0755 "$manifests"
# The kubelet passes over names that start with a dot, so it never sees half a file.
sed "s/files-sum: .*/files-sum: \"$sum\"/" "/etc/kubernetes/static-pods/$name.yaml" >"$manifests/.$name.yaml"
if cmp -s "$manifests/.$name.yaml" "$manifests/$name.yaml"; then
  rm -f "$manifests/.$name.yaml"
  echo "static-pod: $name is as it was"
else
  mv -f "$manifests/.$name.yaml" "$manifests/$name.yaml"
  echo "static-pod: the kubelet starts $name now"
fi
