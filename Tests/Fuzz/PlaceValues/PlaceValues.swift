import Glibc
import HTMLText
import Languages

/// Writes values where a template has a hole, as the generator would.
///
///     place-values [--identity | --tokens] LANGUAGE KIND <template-and-values
///
/// Standard input is a template, in which bytes 0x01 are the holes, and values of a kind (integer,
/// boolean, inert, line, armored, text), each ended by NUL; standard output is the texts, each ended
/// by NUL. `--identity` writes the values as they are; `--tokens` writes for each value `yes` or
/// `no`: whether our own reader finds it again. LANGUAGE is what a fence says, or `html` or
/// `html-attribute`. The exit code is 3 when no value of the kind may stand there, with the reason on
/// standard error, and 64 when the command is wrong.
@main
enum PlaceValues {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var mode = Mode.encode
    if let first = arguments.first, let chosen = Mode(rawValue: first) {
      mode = chosen
      arguments.removeFirst()
    }
    guard arguments.count == 2,
      let kind = Skeleton.Kind.allCases.first(where: {
        "\($0)".utf8.elementsEqual(arguments[1].utf8)
      })
    else {
      end(64, "usage: place-values [--identity | --tokens] LANGUAGE KIND")
    }
    var input = readAll().split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    guard input.count > 1, input.removeLast().isEmpty else {
      end(64, "standard input must be a template and values, each ended by NUL")
    }
    let template = input.removeFirst()
    let output =
      arguments[0].utf8.starts(with: "html".utf8)
      ? page(template, input, arguments[0], mode) : text(template, input, arguments[0], kind, mode)
    write(output)
  }

  private enum Mode: String {
    case encode
    case identity = "--identity"
    case tokens = "--tokens"
  }

  private static func text(
    _ template: [UInt8],
    _ values: [[UInt8]],
    _ fence: String,
    _ kind: Skeleton.Kind,
    _ mode: Mode
  ) -> [UInt8] {
    let literal = template.filter { $0 != HoleTemplate.marker }
    let language = LanguageTable.language(for: fence, text: literal)
    let placement: Placement
    switch language.place(HoleTemplate(template, kind: kind).skeleton) {
    case .success(let found): placement = found
    case .failure(let failure): end(3, failure.problems.map(\.message).joined(separator: "; "))
    }
    var output: [UInt8] = []
    let equation = mode == .tokens ? TokenEquation(placement, language, kind: kind) : nil
    for value in values {
      let text = placement.write(value, encodes: mode != .identity)
      switch mode {
      case .encode, .identity: output += text
      case .tokens: output += (equation?.holds(for: value, in: text) ?? false ? "yes" : "no").utf8
      }
      output.append(0)
    }
    return output
  }

  private static func page(
    _ template: [UInt8],
    _ values: [[UInt8]],
    _ position: String,
    _ mode: Mode
  ) -> [UInt8] {
    let parts = template.split(separator: HoleTemplate.marker, omittingEmptySubsequences: false)
    var output: [UInt8] = []
    for value in values {
      for (index, part) in parts.enumerated() {
        if index > 0 {
          switch (mode, position) {
          case (.identity, _): output += value
          case (_, "html"): HTMLEscaping.appendText(value, 0..<value.count, to: &output)
          default: HTMLEscaping.append(value, to: &output)
          }
        }
        output += part
      }
      output.append(0)
    }
    return output
  }

  private static func readAll() -> [UInt8] {
    var input: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 { end(1, "cannot read standard input") }
      if count == 0 { return input }
      input += buffer[..<count]
    }
  }

  private static func write(_ output: [UInt8]) {
    var rest = output[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count <= 0 { end(1, "cannot write standard output") }
      rest = rest.dropFirst(count)
    }
  }

  private static func end(_ code: Int32, _ message: String) -> Never {
    let line = Array("\(message)\n".utf8)
    _ = line.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(code)
  }
}
