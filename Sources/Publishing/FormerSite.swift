import Glibc

/// The site as it stood before the transaction.
struct FormerSite: ~Copyable, Sendable {
  /// nil when the output did not exist.
  private let folder: FileDescriptor?
  let listing: FileListing

  /// Lists the output; throws when it holds something else than a site of ours.
  init(_ location: OutputLocation, in parent: Int32) throws(PublishingError) {
    let opened = FileDescriptor.folder(location.name, in: parent)
    if opened.error == ENOENT {
      self.init(nil, FileListing())
      return
    }
    let folder = try opened.get { .system("open", location.path, $0) }
    let listing = try FileListing(folder.raw, path: location.path)
    self.init(consume folder, listing)
  }

  private init(_ folder: consuming FileDescriptor?, _ listing: FileListing) {
    self.folder = folder
    self.listing = listing
  }

  var exists: Bool { raw >= 0 }

  /// The folder's descriptor, or -1, which every call refuses.
  var raw: Int32 {
    switch folder {
    case .some(let folder): folder.raw
    case .none: -1
    }
  }

  /// True when the file has these permissions and exactly these bytes. A file that cannot be read
  /// is a changed one: it will be written anew.
  func holds(_ bytes: [UInt8], permissions: UInt32, at index: Int) -> Bool {
    let file = listing.files[index]
    guard file.size == bytes.count, file.permissions == permissions else { return false }
    let raw = raw
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let opened = listing.withPath(at: index) { openat(raw, $0, flags) }
    guard opened >= 0 else { return false }
    let descriptor = FileDescriptor(opened)
    var status = stat()
    // The inode tells whether a folder on the way has become a link since the listing.
    guard SystemCall.status(of: descriptor.raw, &status) == 0,
      UInt64(status.st_ino) == file.inode, status.isRegular
    else { return false }
    return withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
      var offset = 0
      while true {
        let got = pread(descriptor.raw, buffer.baseAddress, buffer.count, off_t(offset))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { return got == 0 && offset == bytes.count }
        guard offset + got <= bytes.count else { return false }
        let isEqual = bytes.withUnsafeBytes { bytes in
          guard let there = bytes.baseAddress, let here = buffer.baseAddress else { return false }
          return memcmp(there + offset, here, got) == 0
        }
        guard isEqual else { return false }
        offset += got
      }
    }
  }
}
