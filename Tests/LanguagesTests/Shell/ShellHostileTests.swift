import Foundation
import Languages
import Testing

/// Values that try to break out, written at every position that takes any text, and read back by
/// real shells.
struct ShellHostileTests {
  static func placement(_ probe: ShellProbes.Probe, _ kind: Skeleton.Kind) throws -> (
    Placement, Int
  ) {
    let parts = probe.text.split2("@@")
    let template = ShellTemplate(parts.joined(separator: "{{x}}")) { _ in kind }
    return (try ShellLanguage.place(template.skeleton).get(), parts.count - 1)
  }

  @Test("Shells read back what was written", arguments: ShellProbes.shells)
  func readBack(_ shell: ShellProbes.Shell) throws {
    guard shell.isThere else {
      print("skipped: there is no \(shell.command[0]) here")
      return
    }
    let isInteractive = shell.command.contains("-i")
    var script: [UInt8] = []
    var expected: [[UInt8]] = []
    for probe in ShellProbes.all where shell.isBash || !probe.isBash {
      let isLine = probe.isOneLine || isInteractive
      for kind in isLine ? [Skeleton.Kind.line] : [.line, .text] {
        let (placement, count) = try Self.placement(probe, kind)
        for value in kind == .line ? ShellProbes.lines : ShellProbes.texts {
          // The argument of a program can have 128 KiB; a terminal completes at a tab.
          if isInteractive, value.contains(9) || value.count > 4096 { continue }
          if value.count > 4096, !probe.takesLongValues { continue }
          script += ShellWriter().write(placement, Array(repeating: value, count: count))
          expected += probe.output(value)
        }
      }
    }
    let found = try shell.run(script)
    #expect(found.count == expected.count)
    var wrong = 0
    for (found, expected) in zip(found, expected) where found != expected { wrong += 1 }
    #expect(wrong == 0, "of \(expected.count)")
  }

  @Test("The reader finds exactly the values in the words", arguments: ShellProbes.all)
  func proof(_ probe: ShellProbes.Probe) throws {
    for kind in probe.isOneLine ? [Skeleton.Kind.line] : [.line, .text] {
      let (placement, count) = try Self.placement(probe, kind)
      let holes = Array(repeating: Skeleton.Hole(kind), count: count)
      let proof = ShellProof(placement: placement, holes: holes)
      for value in kind == .line ? ShellProbes.lines : ShellProbes.texts where value.count < 4096 {
        let values = Array(repeating: value, count: count)
        #expect(proof.holds(for: values), "\(String(decoding: value, as: UTF8.self))")
      }
    }
  }

  @Test(
    "Without its encoder, each position fails",
    arguments: ShellProbes.all.filter { !$0.isOneLine }
  )
  func mutation(_ probe: ShellProbes.Probe) throws {
    let (placement, count) = try Self.placement(probe, .line)
    let proof = ShellProof(
      placement: placement,
      holes: Array(repeating: Skeleton.Hole(.line), count: count)
    )
    let failures = ShellProbes.lines.filter { value in
      value.count < 100
        && !proof.holds(
          for: Array(repeating: value, count: count),
          ShellWriter(ignoresEncodings: true)
        )
    }
    #expect(failures.count > 3)
  }

  @Test("The reader ends with any bytes")
  func totality() {
    for seed in 0..<3000 {
      let noise = ShellProbes.noise(1 + seed % 60, UInt64(seed))
      _ = ShellLanguage.tokens(of: noise)
      let skeleton = Skeleton(
        bytes: noise,
        pieces: [.literal(0..<noise.count), .hole(0)],
        holes: [.init(.text)]
      )
      _ = ShellLanguage.place(skeleton)
    }
    #expect(ShellLanguage.tokens(of: [0x61, 0]) == nil)
    #expect(ShellLanguage.tokens(of: [0xFF]) == nil)
    let deep = Array(repeatElement("$(", count: 5000).joined().utf8)
    #expect(ShellLanguage.tokens(of: deep) == nil)
    #expect(
      !ShellLanguage.place(ShellTemplate(String(decoding: deep, as: UTF8.self)).skeleton)
        .problems.isEmpty
    )
  }
}
