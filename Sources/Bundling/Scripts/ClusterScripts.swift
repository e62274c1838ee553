/// The scripts of a cluster's bundle, for the workstation.
package enum ClusterScripts {
  /// Copies each host its bundle and installs its files.
  ///
  /// - Parameter user: the login name on the hosts.
  package static func distributeScript(cluster: String, user: String) -> [UInt8] {
    script(
      "distribute.sh",
      "Copies to each host of the cluster \(cluster) its bundle, and installs the files.",
      cluster,
      user,
      [ShellPart.remote, ShellPart.hosts, distribute]
    )
  }

  /// Goes through the whole guide, here and on the hosts.
  package static func runScript(cluster: String, user: String) -> [UInt8] {
    script(
      "run.sh",
      "Runs all commands and checks of the cluster \(cluster), here and on its hosts.",
      cluster,
      user,
      [
        ShellPart.commands, ShellPart.walk, ShellPart.state, ShellPart.remote, ShellPart.asking,
        run,
      ]
    )
  }

  /// Makes all checks, here and on the hosts.
  package static func verifyScript(cluster: String, user: String) -> [UInt8] {
    script(
      "verify.sh",
      "Makes all checks of the cluster \(cluster), here and on its hosts.",
      cluster,
      user,
      [
        ShellPart.commands, ShellPart.checking, ShellPart.remote, ShellPart.asking, ShellPart.hosts,
        verify,
      ]
    )
  }

  /// `hosts.list`: a line for each host with its name and what ssh is given for it.
  package static func list(_ hosts: [(name: String, address: String)]) -> [UInt8] {
    let lines = hosts.map { "\($0.name) \($0.address)\n" }
    return Array(("# host  address\n" + lines.joined()).utf8)
  }

  private static func script(
    _ program: String,
    _ summary: String,
    _ cluster: String,
    _ user: String,
    _ parts: [String]
  ) -> [UInt8] {
    ShellPart.script(
      program,
      summary: summary,
      values: [("cluster", cluster), ("user", user)],
      parts: [ShellPart.messages] + parts
    )
  }
}
