import Expressions
import Resolution

/// By what a script knows whether it is on the right machine.
package struct HostIdentity: Sendable {
  package let cluster: String
  package let host: String
  /// The address of the host; nil where its name alone tells.
  package let address: IPAddress?
  /// The addresses of the cluster's other hosts.
  package let others: [(address: IPAddress, host: String)]

  package init(
    cluster: String,
    host: String,
    address: IPAddress? = nil,
    others: [(address: IPAddress, host: String)] = []
  ) {
    self.cluster = cluster
    self.host = host
    self.address = address
    self.others = others
  }

  init(of host: String, in resolved: ResolvedGuide) {
    let addresses = zip(resolved.hosts, resolved.access.ownAddresses)
    self.init(
      cluster: resolved.cluster,
      host: host,
      address: addresses.first { $0.0 == host }?.1,
      others: addresses.compactMap { name, address in
        name == host ? nil : address.map { ($0, name) }
      }
    )
  }

  /// The variables that `ShellPart.identity` reads.
  var values: [(name: String, value: String)] {
    [
      ("cluster", cluster), ("host", host), ("address", address?.description ?? ""),
      ("others", others.map { "\($0.address)=\($0.host)" }.joined(separator: " ")),
    ]
  }
}
