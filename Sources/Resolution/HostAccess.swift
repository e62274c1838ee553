import Expressions
import GuideModel

/// How the workstation reaches the hosts of a cluster, as `ssh` in `guide.yaml` says.
package struct HostAccess: Sendable {
  /// The login name.
  package let user: String
  /// What ssh is given for each host, in the order of the hosts: an address or a name.
  package let addresses: [String]
  /// The addresses by which the hosts know themselves; nil where it is a name, or one that every
  /// machine has.
  package let ownAddresses: [IPAddress?]

  init(_ guide: Guide, _ bindings: [CELValue], hosts: [CELValue]) {
    let ssh = guide.configuration.ssh
    let slot = guide.parameters.parameters.firstIndex { $0.name == ssh?.user?.name }
    user = slot.flatMap { bindings[$0].text } ?? "root"
    let field = ssh?.address?.name ?? "name"
    let values = hosts.map { host -> CELValue in
      guard case .object(let record) = host, let index = record.type.index(of: field) else {
        return .null
      }
      return record.values[index]
    }
    addresses = values.map { $0.text ?? "" }
    ownAddresses = values.map { value in
      if case .ip(let address) = value, !address.isLoopback { address } else { nil }
    }
  }
}
