import Glibc

/// A failure of the machine while reading input or writing the site; exit code 2.
package struct PublishingError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Reason: Hashable, Sendable {
    /// A system call failed with this errno.
    case system(errno: Int32)
    /// The output folder is not empty and not a site that Bespoke wrote.
    case notASite
    /// Another build of this output is running, under this process id if it could be read.
    case busy(pid: Int32?)
    /// The output is a place that cannot be replaced as a whole.
    case unsuitableOutput(String)
    /// Something that Bespoke did not make stands where it needs a place of its own.
    case inTheWay(String)
    /// One path was written twice, or as a file and as a folder.
    case writtenTwice
    /// The site was changed by somebody else during the build.
    case changedMeanwhile
    /// A link, device, socket or pipe where a file or folder is needed.
    case notRegular
    /// Folders are nested deeper than this.
    case tooDeep(Int)
    /// A file of more bytes than this.
    case tooLarge(Int)
    /// A file name that is not UTF-8.
    case nameNotUTF8
  }

  /// What the process exits with.
  package static let exitCode: Int32 = 2

  /// What was tried, as a verb: "write", "lock".
  package let operation: String
  package let path: String
  package let reason: Reason
  /// What to do about it.
  package let cure: String?

  init(_ operation: String, _ path: String, _ reason: Reason, cure: String? = nil) {
    self.operation = operation
    self.path = path
    self.reason = reason
    if let cure {
      self.cure = cure
    } else if case .system(let code) = reason {
      self.cure = PublishingError.cure(for: code)
    } else {
      self.cure = nil
    }
  }

  /// A failed call; `code` is read before anything else can change errno.
  static func system(_ operation: String, _ path: String, _ code: Int32, cure: String? = nil)
    -> PublishingError
  {
    PublishingError(operation, path, .system(errno: code), cure: cure)
  }

  package var description: String {
    let problem = "cannot \(operation) '\(path)': \(reasonText)"
    return cure.map { "\(problem); \($0)" } ?? problem
  }

  private var reasonText: String {
    switch reason {
    case .system(let code): String(cString: strerror(code))
    case .notASite: "it is not empty and was not written by bespoke"
    case .busy(let pid?): "another build is writing it (process \(pid))"
    case .busy(nil): "another build is writing it"
    case .unsuitableOutput(let why), .inTheWay(let why): why
    case .writtenTwice: "two files of the site have this path"
    case .changedMeanwhile: "somebody else changed it during the build"
    case .notRegular: "it is not a regular file"
    case .tooDeep(let limit): "it is nested deeper than \(limit) folders"
    case .tooLarge(let limit): "it has more than \(limit) bytes"
    case .nameNotUTF8: "its name is not UTF-8"
    }
  }

  private static func cure(for code: Int32) -> String? {
    switch code {
    case ENOSPC, EDQUOT: "free some space, or choose another place with --output"
    case EROFS: "choose a place that can be written to with --output"
    case EACCES, EPERM: "check its owner and permissions"
    case EMFILE, ENFILE: "raise the number of open files (ulimit -n)"
    case ENAMETOOLONG: "choose a shorter name"
    case EIO: "check the disk"
    case EXDEV, EBUSY: "it cannot be renamed where it is; choose another folder with --output"
    default: nil
    }
  }
}
