import CArchive
import Glibc

/// Archives that are the same bytes wherever and whenever they are made with the same zlib.
package enum TarArchive {
  /// A gzip-compressed tar archive of the entries, in the byte order of their paths.
  ///
  /// Everything lies in `folder`. Owner and group are root (0), all times are 0 and the gzip header
  /// carries neither name nor time. Plain ustar, and a pax header only where a path needs it.
  package static func gzip(folder: SitePath, entries: [ArchiveEntry]) throws(ArchiveError)
    -> [UInt8]
  {
    let sorted = entries.sorted { $0.path < $1.path }
    for (entry, next) in zip(sorted, sorted.dropFirst()) where entry.path == next.path {
      throw ArchiveError(folder: folder.text, message: "'\(entry.path)' is in it twice")
    }
    let writer = try TarWriter(folder: folder.text)
    var output = [UInt8](repeating: 0, count: capacity(for: sorted))
    // Array's own access to its bytes passes no typed error on, a result does the same.
    let result = output.withUnsafeMutableBytes { buffer in
      Result { () throws(ArchiveError) in try writer.write(sorted, into: buffer) }
    }
    let count = try result.get()
    output.removeSubrange(count...)
    return output
  }

  /// Bytes that are enough for the archive even when nothing can be compressed: for each entry its
  /// header and, at most, a pax header with its own block and padding; deflate's stored blocks
  /// add 5 bytes to each 16 KiB.
  private static func capacity(for entries: [ArchiveEntry]) -> Int {
    let tar = entries.reduce(20_480) { $0 + 512 * 5 + $1.bytes.count }
    return tar + tar / 1024 + 4096
  }
}

/// libarchive's writer of one archive.
private struct TarWriter: ~Copyable {
  private let archive: OpaquePointer
  private let folder: String

  init(folder: String) throws(ArchiveError) {
    guard let archive = archive_write_new() else {
      throw ArchiveError(folder: folder, message: "out of memory")
    }
    self.archive = archive
    self.folder = folder
  }

  deinit { archive_write_free(archive) }

  func write(_ entries: [ArchiveEntry], into buffer: UnsafeMutableRawBufferPointer)
    throws(ArchiveError) -> Int
  {
    try check(archive_write_set_format_pax_restricted(archive))
    try check(archive_write_add_filter_gzip(archive))
    try check(archive_write_set_filter_option(archive, "gzip", "compression-level", "6"))
    // A NULL value switches an option off: no time in the gzip header.
    try check(archive_write_set_filter_option(archive, "gzip", "timestamp", nil))
    // Without this the last block would be padded after the gzip trailer.
    try check(archive_write_set_bytes_in_last_block(archive, 1))
    var used = 0
    let status = withUnsafeMutablePointer(to: &used) { used in
      let opened = archive_write_open_memory(archive, buffer.baseAddress, buffer.count, used)
      guard opened == ARCHIVE_OK else { return opened }
      for entry in entries {
        let written = append(entry)
        guard written == ARCHIVE_OK else {
          // Otherwise freeing the archive would flush it into memory that is no longer lent.
          archive_write_fail(archive)
          return written
        }
      }
      return archive_write_close(archive)
    }
    try check(status)
    return used
  }

  private func append(_ file: ArchiveEntry) -> Int32 {
    precondition(file.mode <= 0o777, "an archive's file has permission bits only")
    guard let entry = archive_entry_new() else { return ARCHIVE_FATAL }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, "\(folder)/\(file.path)")
    archive_entry_set_filetype(entry, Glibc.S_IFREG)
    archive_entry_set_perm(entry, file.mode)
    archive_entry_set_size(entry, Int64(file.bytes.count))
    archive_entry_set_mtime(entry, 0, 0)
    archive_entry_set_uid(entry, 0)
    archive_entry_set_gid(entry, 0)
    archive_entry_set_uname(entry, "root")
    archive_entry_set_gname(entry, "root")
    let status = archive_write_header(archive, entry)
    guard status == ARCHIVE_OK, !file.bytes.isEmpty else { return status }
    let written = archive_write_data(archive, file.bytes, file.bytes.count)
    return written == file.bytes.count ? ARCHIVE_OK : ARCHIVE_FATAL
  }

  private func check(_ status: Int32) throws(ArchiveError) {
    guard status != ARCHIVE_OK else { return }
    let message = archive_error_string(archive).map { String(cString: $0) }
    throw ArchiveError(folder: folder, message: message ?? "libarchive status \(status)")
  }
}
