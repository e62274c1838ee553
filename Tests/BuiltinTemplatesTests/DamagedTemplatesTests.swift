import BuiltinTemplates
import Diagnostics
import Templates
import Testing

/// Whatever stands in a template, the compiler answers with templates or with errors.
@Suite struct DamagedTemplatesTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: 1...40)
  func `a template with bytes cut out and put in either compiles or is reported`(seed: UInt64) {
    var generator = Generator(state: seed)
    let pieces = [
      "{{", "}}", "{{/", "{{#nav}}", "{{/nav}}", "<", ">", "\"", "\r\n", "\u{0}", "-->",
    ]
    let originals = BuiltinTemplates.files.filter { $0.path.hasSuffix(".mustache") }
    let value = SamplePages(language: .english).value(of: .page)
    for _ in 0..<6 {
      var map = SourceMap()
      let sources = originals.map { file in
        var bytes = file.bytes
        for _ in 0..<Int.random(in: 0...2, using: &generator) {
          let at = Int.random(in: 0..<bytes.count, using: &generator)
          let cut = min(bytes.count, at + Int.random(in: 0...8, using: &generator))
          let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
          bytes.replaceSubrange(at..<cut, with: piece.utf8)
        }
        let name = String(file.path.dropLast(".mustache".count))
        return TemplateSource(name: name, file: map.add(path: file.path, bytes: bytes))
      }
      var log = DiagnosticLog()
      let set = TemplateSet(sources: sources, roots: PageTemplate.roots, log: &log)
      #expect((set == nil) == log.hasErrors)
      for diagnostic in log.diagnostics {
        guard let range = diagnostic.range else { continue }
        #expect(Int(range.end) <= map[range.file].bytes.count)
      }
      var page: [UInt8] = []
      set?.render(.page, value, into: &page)
      #expect(set == nil || page.count > 1000)
    }
  }
}
