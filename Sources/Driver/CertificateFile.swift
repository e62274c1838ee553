import Parameters
import Publishing

/// Reads the certificates that cluster files name.
enum CertificateFile {
  /// A PEM certificate is a few kilobytes.
  private static let maximumBytes = 64 * 1024

  /// - Parameter path: relative, checked by its grammar, so it cannot leave the folder.
  static func read(_ path: String, besides folder: String) -> CertificateSource {
    do throws(PublishingError) {
      guard try FileReader.exists("\(folder)/\(path)") else {
        return .unreadable(reason: "there is no such file")
      }
      return .bytes(try FileReader.read(path, below: folder, maximumBytes: maximumBytes))
    } catch {
      return .unreadable(reason: error.description)
    }
  }
}
