import HTMLText

/// A step of the runbook: a level-2 heading with something to run or to check on this cluster.
struct Step: Sendable {
  /// The same in all languages and clusters: the page's name and the heading's anchor in the source
  /// language, such as `02-network#routes`.
  let id: String
  /// On the page in its own language.
  let anchor: String
  /// Such as `2.3`.
  let number: String
  /// Without the number; text without markup, UTF-8.
  let title: [UInt8]
  /// In the order of the page.
  var commands: [Command] = []
  /// Where the step is done, each with a sum of everything that a reader needs to know there.
  var places: [Place] = []

  /// One box to run or to check.
  struct Command: Sendable {
    /// Unique within the step for each of its places.
    let key: String
    /// Empty for the reader's workstation.
    let hosts: [String]

    /// Marks the box, for the script that adds what is ticked.
    func appendAttributes(to output: inout [UInt8]) {
      output += " data-command=\"".utf8
      HTMLEscaping.append(Array(key.utf8), to: &output)
      output += "\" data-hosts=\"".utf8
      HTMLEscaping.append(Array(hosts.joined(separator: " ").utf8), to: &output)
      output.append(UInt8(ascii: "\""))
    }
  }

  struct Place: Sendable {
    /// Empty for the reader's workstation.
    let host: String
    let sum: String
  }

  /// The commands for one place.
  func keys(at host: String) -> [String] {
    commands.filter { host.isEmpty ? $0.hosts.isEmpty : $0.hosts.contains(host) }.map(\.key)
  }

  /// Each place with its sum, as pages carry them: `m1=4tx0a9 =91c6q2`.
  var placesText: String { places.map { "\($0.host)=\($0.sum)" }.joined(separator: " ") }

  /// A sum over all places: when it changes, the step is another.
  var sum: String {
    var hash = ContentHash()
    hash.add(id.utf8)
    hash.add(placesText.utf8)
    return hash.text
  }
}
