import GuideModel
import Publishing
import Resolution
import Tangling

/// Everything that a cluster's guide runs and checks, in its order.
struct CommandPlan: Sendable {
  /// A command or a check with the texts that it has on its hosts.
  struct Command: Sendable {
    /// The fence's id, or the page's name and a number; of a loop's fence, with the turn behind it.
    let id: String
    let isCheck: Bool
    /// An index of the guide's steps.
    let step: Int
    /// The place in the guide's order, from 1.
    let number: Int
    let shell: CommandShell
    let copies: [Copy]

    /// The hosts that it is for; none for the workstation.
    var hosts: [String] { copies.compactMap(\.host) }
    /// The title on all hosts; the id where the hosts have titles of their own.
    var title: String {
      copies.allSatisfy { $0.title == copies[0].title } ? copies[0].title : id
    }

    /// The name of the file that holds the text.
    var fileName: String { "\(baseName).\(shell.fileExtension)" }
    /// The name of the file that holds what a check's output must contain.
    var expectFileName: String { "\(baseName).expect" }
    private var baseName: String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits + "-" + id
    }

    func copy(for host: String?) -> Copy? { copies.first { $0.host == host } }
  }

  struct Copy: Sendable {
    /// Nil for the workstation.
    let host: String?
    let title: String
    let text: [UInt8]
    let expect: [UInt8]?
    /// The sum of the text, of what is expected, and of the files that stand in the same step: when
    /// it has changed, the command is to be run again. Lower-case hexadecimal.
    let key: String
  }

  let commands: [Command]
  /// By the index of the step: its id and its title.
  let steps: [(id: String, title: String)]

  init(_ resolved: ResolvedGuide, _ files: [BundledFile]) {
    let guide = resolved.guide
    steps = guide.steps.enumerated().map { index, step in
      (step.id, Self.line(resolved.stepTitles[index]))
    }
    let stepFiles = Dictionary(grouping: files) { guide.fences[$0.file.fence].step ?? -1 }
    var commands: [Command] = []
    var numbers: [Int: Int] = [:]
    for (index, fence) in guide.fences.enumerated() {
      guard fence.isCommand, let step = fence.step else { continue }
      numbers[fence.page, default: 0] += 1
      let number = numbers[fence.page, default: 0]
      let name = fence.id ?? "\(guide.pages[fence.page].name).\(number)"
      let shell = CommandShell(language: fence.language) ?? .sh
      for (turn, instances) in Self.turns(resolved.instances[index]) {
        let copies = instances.map { instance in
          Self.copy(instance, id: name, shell, stepFiles[step] ?? [])
        }
        commands.append(
          Command(
            id: turn.map { "\(name).\($0 + 1)" } ?? name,
            isCheck: fence.isCheck,
            step: step,
            number: commands.count + 1,
            shell: shell,
            copies: copies
          )
        )
      }
    }
    self.commands = commands
  }

  /// The copies of a fence by the turn of its loop; all hosts make a turn before the next one.
  private static func turns(_ instances: [FenceInstance])
    -> [(turn: Int?, instances: [FenceInstance])]
  {
    let turns = Dictionary(grouping: instances) { $0.turn ?? -1 }
    return turns.keys.sorted().map { ($0 < 0 ? nil : $0, turns[$0] ?? []) }
  }

  private static func copy(
    _ instance: FenceInstance,
    id: String,
    _ shell: CommandShell,
    _ files: [BundledFile]
  ) -> Copy {
    let text = Tangler.text(instance.text).bytes
    var sum = Array("\(shell.rawValue) \(text.count) \(instance.expect?.count ?? -1)\n".utf8)
    sum += text + (instance.expect ?? [])
    for file in files where file.file.host == instance.host {
      sum += Array("\(file.file.path) \(file.file.modeText) \(file.sha256)\n".utf8)
    }
    let title = instance.title(in: 0).map { line(String(decoding: $0, as: UTF8.self)) }
    return Copy(
      host: instance.host,
      title: title.flatMap { $0.isEmpty ? nil : $0 } ?? firstLine(of: text) ?? id,
      text: text,
      expect: instance.expect,
      key: SHA256.hex(of: sum)
    )
  }

  /// What stands for a title: the first line with something on it, not too long.
  private static func firstLine(of text: [UInt8]) -> String? {
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    let first = lines.lazy.map { line(String($0)).drop { $0 == " " } }.first { !$0.isEmpty }
    return first.map { $0.count > 60 ? $0.prefix(59) + "…" : String($0) }
  }

  /// A text that is shown on a terminal and stands in a column: no control characters.
  static func line(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0..<0x20, 0x7F..<0xA0: " "
          default: scalar
          }
        }
      )
    )
  }
}
