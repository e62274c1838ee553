import Templates
import Testing

/// What our own code must not get wrong when it hands data to a template.
@Suite struct RecordSchemaTests {
  static let link = TemplateRecordSchema("link", ["title": .text, "current": .bool])

  @Test func `a record is the same in whatever order its fields are given`() {
    let first = Self.link.record(["title": .text("a"), "current": .bool(true)])
    let second = Self.link.record(["current": .bool(true), "title": .text("a")])
    #expect(first == second)
  }

  @Test func `an extended record takes the values of what it extends`() {
    let page = Self.link.extended(["next": .optional(Self.link)])
    let base = Self.link.record(["title": .text("a"), "current": .bool(true)])
    let value = page.record(extending: base, ["next": base])
    #expect(value == page.record(["next": base, "title": .text("a"), "current": .bool(true)]))
  }

  @Test func `a missing field stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = RecordSchemaTests.link.record(["title": .text("a")])
    }
  }

  @Test func `an unknown field stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = RecordSchemaTests.link.record(["title": .text("a"), "now": .bool(true)])
    }
  }

  @Test func `a field given twice stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = RecordSchemaTests.link.record(["title": .text("a"), "title": .text("b")])
    }
  }

  @Test func `a value of the wrong kind, however deep, stops the program`() async {
    await #expect(processExitsWith: .failure) {
      let list = TemplateRecordSchema("page", ["links": .list(.record(RecordSchemaTests.link))])
      _ = list.record(["links": .list([.record([.text("a"), .html("b")])])])
    }
  }
}
