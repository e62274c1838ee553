#!/bin/sh
# Writes the CNI configuration of {{ m.name }}, for the block of pod addresses that its Node object has.
# Run it again after the node was deleted and registered anew: it gets another block then.
set -eu

node={{ m.name }}
target=/etc/cni/net.d/10-{{ cluster_name }}.conflist

# What the kubelet shows to the API.
#@ if node_join == 'certs'
certificate={{ kubelet_cert }}
key={{ kubelet_key }}
#@ else
certificate=/var/lib/kubelet/pki/kubelet-client-current.pem
key=$certificate
#@ end

# block: the block in the Node object, or nothing.
block() {
  curl -fsS --max-time 10 --cacert {{ ca_cert }} --cert "$certificate" --key "$key" \
    "{{ api_url }}/api/v1/nodes/$node?pretty=true" |
    sed -n 's/^ *"podCIDR": "\([0-9./]*\)",*$/\1/p'
}

subnet=$(block)
tries=1
while [ -z "$subnet" ]; do
  if [ "$tries" -ge 30 ]; then
    echo "render-cni: the Node object of $node has no podCIDR; is the controller manager running?" >&2
    exit 1
  fi
  tries=$((tries + 1))
  sleep 2
  subnet=$(block)
done

install -d -m 0755 /etc/cni/net.d
# The runtime reads *.conflist only, so it never sees half a file.
cat >"$target.new" <<END
{
  "cniVersion": "1.0.0",
  "name": "{{ cluster_name }}",
  "plugins": [
    {
      "type": "bridge",
      "bridge": "cbr0",
      "isGateway": true,
      "ipMasq": false,
      "hairpinMode": true,
      "mtu": {{ mtu }},
      "ipam": {
        "type": "host-local",
        "ranges": [[{"subnet": "$subnet"}]],
        "routes": [{"dst": "0.0.0.0/0"}]
      }
    },
    {
      "type": "portmap",
      "capabilities": {"portMappings": true}
    }
  ]
}
END
chmod 0644 "$target.new"
mv "$target.new" "$target"
echo "$node: $subnet"
