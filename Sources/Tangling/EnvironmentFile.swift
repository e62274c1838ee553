import Expressions
import GuideModel
import Parameters
import Resolution

/// Writes `cluster.env`: one `NAME="value"` for each parameter that has a text.
///
/// The form is read alike by `sh` and by systemd's `EnvironmentFile=`: always double quotes, with a
/// backslash before `\`, `"`, `$` and a backtick.
package enum EnvironmentFile {
  package static func bytes(_ resolved: ResolvedGuide) -> [UInt8] {
    var output: [UInt8] = []
    for (slot, parameter) in resolved.guide.parameters.parameters.enumerated() {
      guard let name = parameter.env, let text = text(resolved.bindings[slot]) else {
        continue
      }
      output += Array(name.utf8)
      output += Array("=\"".utf8)
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "`"):
          output.append(UInt8(ascii: "\\"))
        default: break
        }
        output.append(byte)
      }
      output += Array("\"\n".utf8)
    }
    return output
  }

  /// A scalar's text, or the texts of a list of scalars with blanks between; nil for what does not
  /// fit on one line.
  private static func text(_ value: CELValue) -> String? {
    let text: String?
    if case .list(let elements) = value {
      let texts = elements.compactMap(\.text)
      text = texts.count == elements.count ? texts.joined(separator: " ") : nil
    } else {
      text = value.text
    }
    guard let text, !text.utf8.contains(UInt8(ascii: "\n")) else { return nil }
    return text
  }
}
