#!/bin/sh
# Saves a snapshot of etcd on {{ m.name }} into {{ snapshot_dir }}, looks whether it can be read,
# and removes those that are older than {{ snapshot_days }} days. A systemd timer starts it.
set -eu
umask 077

set -a
# shellcheck source=/dev/null
. /etc/etcd/etcdctl.env
set +a
# This member's own data: a snapshot is taken from one member.
export ETCDCTL_ENDPOINTS=https://{{ m.ip }}:2379

folder={{ snapshot_dir }}
install -d -m 0700 "$folder"
snapshot=$folder/{{ cluster_name }}-{{ m.name }}-$(date -u +%Y%m%dT%H%M%SZ).db
trap 'rm -f "$snapshot.new"' EXIT

etcdctl snapshot save "$snapshot.new"
#@ if etcd_source == 'distro'
etcdctl snapshot status "$snapshot.new" --write-out=table
#@ else
etcdutl snapshot status "$snapshot.new" --write-out=table
#@ end
mv "$snapshot.new" "$snapshot"
find "$folder" -maxdepth 1 -type f -name '{{ cluster_name }}-{{ m.name }}-*.db' -mtime +{{ snapshot_days }} -delete
echo "etcd-snapshot: $snapshot"
