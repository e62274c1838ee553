#!/bin/sh
# Makes {{ m.name }} forget the cluster {{ cluster_name }}: stops the daemons, removes containers, network devices
# and data. What the guide's installer and hand-out.sh put here stays: programs, settings, keys, certificates.
#@ if m.role == 'master'
# The data of etcd on this machine are deleted; snapshots in {{ snapshot_dir }} stay.
#@ end
#
# k8s-reset --yes
set -u

if [ "$#" -ne 1 ] || [ "$1" != --yes ]; then
  echo 'usage: k8s-reset --yes' >&2
  echo 'It removes every container and all cluster data from this machine.' >&2
  exit 64
fi
if [ "$(id -u)" -ne 0 ]; then
  echo 'k8s-reset: run this as root' >&2
  exit 1
fi

# stop UNIT...: stops and disables those that exist.
stop() {
  for unit in "$@"; do
    if systemctl cat "$unit" >/dev/null 2>&1; then
      echo "k8s-reset: stopping $unit"
      systemctl disable --now "$unit"
    fi
  done
}

# remove_device NAME
remove_device() {
  if ip link show dev "$1" >/dev/null 2>&1; then
    ip link delete dev "$1"
  fi
}

# empty FOLDER [NAME...]: deletes what is in it, but not what is so called; never follows a mount.
empty() {
  folder=$1
  shift
  [ -d "$folder" ] || return 0
  for name in "$@"; do
    set -- "$@" ! -name "$name"
    shift
  done
  find "$folder" -mindepth 1 -maxdepth 1 "$@" -exec rm -rf --one-file-system {} +
}

#@ if m.role == 'balancer'
stop haproxy.service
#@ end
#@ if m.role == 'master'
stop etcd-snapshot.timer
#@ end
#@ if m.role != 'balancer' && m.runs_pods
# Static pods end when their manifests are gone, and the kubelet must not start anything again.
rm -f /etc/kubernetes/manifests/*.yaml
stop kubelet.service
#@ end
#@ if m.role == 'master'
stop kube-scheduler.service kube-controller-manager.service kube-apiserver.service etcd.service
#@ end
#@ if m.role != 'balancer' && m.runs_pods
stop kube-proxy.service

if command -v crictl >/dev/null && crictl pods --quiet >/dev/null 2>&1; then
  echo 'k8s-reset: removing all pods'
  # A busy machine takes longer than crictl waits by itself; the second round gets what the first left.
  crictl --timeout=60s rmp --all --force >/dev/null ||
    crictl --timeout=60s rmp --all --force >/dev/null ||
    echo 'k8s-reset: some pods are still there; restart the machine to end them' >&2
fi
#@ if runtime == 'docker'
stop cri-docker.service
#@ else
stop containerd.service
#@ end

if command -v kube-proxy >/dev/null; then
  kube-proxy --cleanup || echo 'k8s-reset: kube-proxy --cleanup failed; look at nft list ruleset' >&2
fi

for device in cbr0 cni0 flannel.1 kube-ipvs0; do
  remove_device "$device"
done

# Volumes of pods, the innermost first.
cut -d ' ' -f 2 /proc/self/mounts | grep '^/var/lib/kubelet/' | LC_ALL=C sort -r |
  while read -r mount; do
    umount "$mount" || umount --lazy "$mount"
  done
#@ if node_join == 'bootstrap-token'
empty /var/lib/kubelet config.yaml bootstrap-kubeconfig
#@ else
empty /var/lib/kubelet config.yaml kubeconfig
#@ end
empty /var/lib/cni
empty /var/log/pods
empty /var/log/containers
rm -rf /run/flannel
#@ if pod_network == 'flannel'
rm -f /etc/cni/net.d/10-flannel.conflist
#@ elif pod_cidr_allocation == 'auto'
rm -f /etc/cni/net.d/10-{{ cluster_name }}.conflist
#@ end
#@ end
#@ if m.role != 'balancer'
# The routes or the tunnel to the other machines.
stop pod-routes.service pod-overlay.service
remove_device vxpod
#@ end
#@ if m.role == 'master'
empty /var/lib/etcd
#@ end

echo 'k8s-reset: done. The firewall and the kernel settings are as they were.'
