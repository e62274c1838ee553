import ArgumentParser
import Diagnostics
import Driver
import Glibc

/// Printing and exit codes.
enum Console {
  /// Exit codes of the contract; 64 (usage) is ArgumentParser's own.
  static let wrongInput: Int32 = 1
  static let machineFailure: Int32 = 2

  /// Prints a product of the program. A product that is lost, as on a full disk, is a failure.
  static func print(_ text: String) throws {
    let code = write(text + "\n", to: STDOUT_FILENO)
    guard code != 0, code != EPIPE else { return }
    complain("error: cannot write the output: \(String(cString: strerror(code)))")
    throw ExitCode(machineFailure)
  }

  /// A message that cannot be written has nobody to be told to.
  static func complain(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

  /// Writes everything, also to a slow pipe.
  /// - Returns: the errno of the call that failed, or 0; EPIPE when nobody reads any more.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      let code = errno
      if count < 0, code != EINTR { return code }
      bytes = bytes.dropFirst(max(0, count))
    }
    return 0
  }

  /// Runs the program and turns its failures into exit codes.
  static func run<Value>(_ body: () throws(Failure) -> Value) throws -> Value {
    do throws(Failure) {
      return try body()
    } catch {
      switch error {
      case .machine(let message):
        complain("error: \(message)")
        throw ExitCode(machineFailure)
      case .usage(let message):
        throw ValidationError(message)
      }
    }
  }

  /// Prints the diagnostics of a run; throws when there are errors.
  static func report(_ result: BuildResult, _ options: WorkspaceOptions) throws {
    show(
      result.diagnostics,
      result.sources,
      options.diagnostics.format,
      summary: "in \(result.pageCount) page\(result.pageCount == 1 ? "" : "s")"
    )
    if !result.isGood { throw ExitCode(wrongInput) }
  }

  /// - Parameter summary: what follows the counts in the last line.
  static func show(
    _ diagnostics: [Diagnostic],
    _ sources: SourceMap,
    _ format: DiagnosticFormatter.Format,
    summary: String
  ) {
    if diagnostics.isEmpty, format != .sarif { return }
    let isColored =
      format == .text && isatty(STDERR_FILENO) == 1 && getenv("NO_COLOR") == nil
      && getenv("TERM").map { String(cString: $0) } != "dumb"
    let formatter = DiagnosticFormatter(sources: sources, format: format, colored: isColored)
    let line = "\(DiagnosticFormatter.count(diagnostics)) \(summary)"
    _ = write(formatter.render(diagnostics, summary: line), to: STDERR_FILENO)
  }
}

/// What the program asks the machine it runs on.
enum Machine {
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The language of the terminal, for the guide's own messages: `zh` from `zh_CN.UTF-8`.
  static var language: String {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
      return String(value.prefix { $0.isLetter })
    }
    return "en"
  }
}
