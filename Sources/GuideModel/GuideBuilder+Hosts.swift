import Diagnostics
import Parameters

/// What `guide.yaml` says of hosts, held against the parameters.
extension GuideBuilder {
  func checkHosts(log: inout DiagnosticLog) {
    guard let hosts = configuration.hosts else { return }
    let names = parameters.parameters.map(\.name)
    guard let parameter = parameters.parameters.first(where: { $0.name == hosts.name }) else {
      log.add(
        .error(
          .unknownParameter,
          "unknown parameter '\(hosts.name)'",
          at: hosts.range,
          cure: Suggestion.nearest(to: hosts.name, in: names).map { "did you mean '\($0)'?" }
        )
      )
      return
    }
    guard case .list(let item)? = parameter.schema?.shape, case .object(_, let fields) = item.shape,
      let name = fields.first(where: { $0.name == "name" })?.schema,
      [.dnsLabel, .dnsName].contains(name.kind), !name.isNullable
    else {
      // The name becomes a folder of the site and the name of an archive.
      log.add(
        .error(
          .hostsType,
          "'\(hosts.name)' must be a list of records with a field 'name' of type dnsLabel or dnsName",
          at: hosts.range,
          cure: "name such a list, or give its items a field name: {type: dnsLabel}",
          notes: [.init("declared here", at: parameter.range)]
        )
      )
      return
    }
  }

  /// The fields of a host's record; nil where the hosts are none, which is reported elsewhere.
  private var hostFields: [SchemaField]? {
    let parameter = parameters.parameters.first { $0.name == configuration.hosts?.name }
    guard case .list(let item)? = parameter?.schema?.shape, case .object(_, let fields) = item.shape
    else { return nil }
    return fields
  }

  func checkSSH(log: inout DiagnosticLog) {
    guard let ssh = configuration.ssh else { return }
    guard configuration.hosts != nil else {
      log.add(
        .error(
          .missingKey,
          "'ssh' tells how to reach the hosts, and guide.yaml names none",
          at: ssh.range,
          cure: "add hosts: with the name of a list parameter, or remove ssh:"
        )
      )
      return
    }
    if let address = ssh.address { checkAddress(address, log: &log) }
    if let user = ssh.user { checkUser(user, log: &log) }
  }

  private func checkAddress(_ address: GuideConfiguration.Name, log: inout DiagnosticLog) {
    guard let fields = hostFields else { return }
    guard let field = fields.first(where: { $0.name == address.name }) else {
      let names = fields.map(\.name)
      log.add(
        .error(
          .unknownField,
          "the hosts have no field '\(address.name)'",
          at: address.range,
          cure: Suggestion.nearest(to: address.name, in: names).map { "did you mean '\($0)'?" }
            ?? "known are \(names.joined(separator: ", "))"
        )
      )
      return
    }
    guard ![.ip, .dnsLabel, .dnsName].contains(field.schema.kind) || field.schema.isNullable else {
      return
    }
    log.add(
      .error(
        .sshType,
        "'\(address.name)' is no address that every host has",
        at: address.range,
        cure: "name a field of type ip, dnsLabel or dnsName that is not nullable",
        notes: [.init("declared here", at: field.schema.range)]
      )
    )
  }

  private func checkUser(_ user: GuideConfiguration.Name, log: inout DiagnosticLog) {
    guard let parameter = parameters.parameters.first(where: { $0.name == user.name }) else {
      let names = parameters.parameters.map(\.name)
      log.add(
        .error(
          .unknownParameter,
          "unknown parameter '\(user.name)'",
          at: user.range,
          cure: Suggestion.nearest(to: user.name, in: names).map { "did you mean '\($0)'?" }
            ?? "name a parameter that a page declares"
        )
      )
      return
    }
    // No value of these starts with a hyphen or means anything to a shell.
    if let schema = parameter.schema, [.dnsLabel, .ident, .enum].contains(schema.kind),
      !schema.isNullable
    {
      return
    }
    log.add(
      .error(
        .sshType,
        "'\(user.name)' is no login name",
        at: user.range,
        cure: "name a parameter of type dnsLabel, ident or enum that is not nullable",
        notes: [.init("declared here", at: parameter.range)]
      )
    )
  }
}
