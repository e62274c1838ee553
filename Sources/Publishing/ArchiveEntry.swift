/// One regular file of an archive.
package struct ArchiveEntry: Hashable, Sendable {
  /// Its path below the archive's top folder.
  package let path: SitePath
  package let bytes: [UInt8]
  /// Permission bits, at most 0o777.
  package let mode: UInt32

  package init(path: SitePath, bytes: [UInt8], mode: UInt32 = 0o644) {
    self.path = path
    self.bytes = bytes
    self.mode = mode
  }
}

/// Why no archive could be made: memory is short, or two entries have one path.
package struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The archive's top folder, which names it.
  package let folder: String
  package let message: String

  package var description: String { "cannot make the archive of '\(folder)': \(message)" }
}
