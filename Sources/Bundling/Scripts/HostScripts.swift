/// `run.sh` and `verify.sh` of a host's bundle.
package enum HostScripts {
  /// Runs the host's commands and checks in the order of the guide.
  package static func runScript(_ identity: HostIdentity) -> [UInt8] {
    ShellPart.script(
      "run.sh",
      summary: "Runs the commands and checks of the host \(identity.host) of the cluster "
        + "\(identity.cluster).",
      values: identity.values,
      parts: [
        ShellPart.messages, ShellPart.identity, ShellPart.commands, ShellPart.walk, ShellPart.state,
        ShellPart.host, run,
      ]
    )
  }

  /// Makes the host's checks.
  package static func verifyScript(_ identity: HostIdentity) -> [UInt8] {
    ShellPart.script(
      "verify.sh",
      summary: "Makes the checks of the host \(identity.host) of the cluster \(identity.cluster).",
      values: identity.values,
      parts: [
        ShellPart.messages, ShellPart.identity, ShellPart.commands, ShellPart.checking,
        ShellPart.host, verify,
      ]
    )
  }
}
