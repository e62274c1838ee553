import Glibc

/// `embed-files OUTPUT ROOT PATH…` writes a Swift source that holds the files as string literals:
/// they compile at once, where arrays of numbers take the compiler seconds.
@main
struct EmbedFiles {
  private struct Failure: Error { let message: String }

  static func main() {
    let arguments = CommandLine.arguments
    do {
      guard arguments.count > 2 else {
        throw Failure(message: "usage: embed-files OUTPUT ROOT PATH…")
      }
      let source = try source(root: arguments[2], paths: arguments.dropFirst(3))
      try write(source, to: arguments[1])
    } catch {
      let message = "error: \((error as? Failure)?.message ?? "\(error)")\n"
      _ = Array(message.utf8).withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
      exit(1)
    }
  }

  private static func source(root: String, paths: some Sequence<String>) throws -> String {
    var source =
      "extension BuiltinTemplates {\n  static let embedded: [(path: String, text: String)] = [\n"
    for path in paths {
      let bytes = try read("\(root)/\(path)")
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure(message: "\(root)/\(path): only UTF-8 text can be embedded")
      }
      source += "    (\(literal(path)), \(literal(text))),\n"
    }
    return source + "  ]\n}\n"
  }

  /// A Swift string literal on one line, the same bytes whatever they are.
  private static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case "\n": literal += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }

  private static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw Failure(message: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count >= 0 else {
        throw Failure(message: "\(path): \(String(cString: strerror(errno)))")
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else {
      throw Failure(message: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        throw Failure(message: "\(path): \(String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(count)
    }
  }
}
