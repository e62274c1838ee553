/// The installer in every host's archive, and the list of files that it reads.
///
/// Both lie in the top folder of the archive, beside `SHA256SUMS`, which must name them: the script
/// refuses a bundle whose list is not summed. It needs a POSIX shell and what Debian's base system
/// or BusyBox has; its values are the two names and the list, so one text serves every guide.
package enum InstallScript {
  /// `install.sh`: POSIX sh, ends with a newline.
  package static func script(_ identity: HostIdentity) -> [UInt8] {
    ShellPart.script(
      "install.sh",
      summary:
        "Installs the files of the host \(identity.host) of the cluster \(identity.cluster).",
      values: identity.values,
      parts: [ShellPart.messages, ShellPart.identity, options, checks, changes, run]
    )
  }

  /// `files.list`: a line for each file with its mode, owner, sum and path, sorted by path.
  ///
  /// - Parameter files: `path` is absolute, without blanks; `mode` holds the permission bits;
  ///   `owner` is `user:group`; `sha256` is lower-case hexadecimal.
  package static func list(
    _ files: [(path: String, mode: UInt16, owner: String, sha256: String)]
  ) -> [UInt8] {
    var text = """
      # The files of this host, as install.sh puts them in place; their texts are below files/.
      # mode  owner (user:group)  sha256 of the text  path

      """
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      precondition(
        file.path.utf8.first == UInt8(ascii: "/") && isWord(file.path) && isWord(file.owner)
          && isWord(file.sha256) && file.mode <= 0o7777,
        "'\(file.path)' cannot stand in a list of files"
      )
      let digits = String(file.mode, radix: 8)
      let mode = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
      text += "\(mode) \(file.owner) \(file.sha256) \(file.path)\n"
    }
    return Array(text.utf8)
  }

  /// Whether `read` takes a text as one column.
  private static func isWord(_ text: String) -> Bool {
    !text.utf8.isEmpty
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "\\") }
  }
}
