import CLinux
import Glibc

/// The indices of former files that were found unchanged, noted by several threads at once.
///
/// An anonymous file in memory that is only appended to, so that the kernel, not a lock of ours,
/// puts the threads in order.
struct UnchangedJournal: ~Copyable, Sendable {
  private let file: FileDescriptor

  init() throws(PublishingError) {
    file = try FileDescriptor.Outcome(bespoke_memory_file("bespoke-unchanged"))
      .get { .system("open", "memory file", $0) }
  }

  func append(_ index: Int) throws(PublishingError) {
    let number = UInt32(index)
    let bytes = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
    let code = SystemCall.writeAll(bytes, to: file.raw)
    guard code == 0 else { throw .system("write", "memory file", code) }
  }

  /// All indices so far, sorted; one that was noted twice is there twice.
  func sorted() throws(PublishingError) -> [Int] {
    var status = stat()
    var bytes: [UInt8] = []
    var code = SystemCall.status(of: file.raw, &status)
    if code == 0 { code = SystemCall.readAll(Int(status.st_size), from: file.raw, into: &bytes) }
    guard code == 0 else { throw .system("read", "memory file", code) }
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }.sorted()
  }
}
