import Diagnostics
import GuideModel
import Languages
import Resolution

/// The proof that no value broke out of its place.
///
/// The text is written twice: with its values, and with stand-ins that are harmless in every
/// language. Both are read by a reader of the language that knows nothing of placeholders. Then each
/// word or scalar of the first must be that of the second with the values in the stand-ins' places:
///
///     tokens(text with values) == substitute(tokens(text with stand-ins), values)
enum ReadBack {
  static func check(_ instance: FenceInstance, of fence: Fence, log: inout DiagnosticLog) {
    let values = instance.text.segments.compactMap { segment -> ResolvedValue? in
      if case .value(let value) = segment { value } else { nil }
    }
    guard !values.isEmpty else { return }
    let standIns = StandIns(values, avoiding: instance.text)
    let actual = Tangler.text(instance.text).bytes
    let harmless = standIns.write(instance.text)
    let language = LanguageTable.language(for: fence.language, text: harmless)
    guard let expected = language.tokens(of: harmless) else {
      log.add(
        .error(
          .readBack,
          "this text cannot be read as '\(fence.language)' to prove its values safe",
          at: fence.range,
          cure: "write it more plainly, or move the values out of it"
        )
      )
      return
    }
    let found = language.tokens(of: actual) ?? []
    let wanted = expected.map(standIns.substitute)
    guard found != wanted else { return }
    let place =
      zip(found, wanted).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(found.count, wanted.count)
    let culprit =
      expected.indices.contains(place) ? standIns.value(in: expected[place]) : values.last
    let isEmpty = culprit?.text.isEmpty ?? false
    log.add(
      .error(
        .readBack,
        isEmpty
          ? "this value is empty, and without quotes its word would vanish"
          : "with the value '\(text(culprit))', this text would not read back as it was written",
        at: culprit?.range ?? fence.range,
        cure: isEmpty
          ? "put quotes round the placeholder, or the line under '#@ if'"
          : "put quotes round the placeholder; if that does not help, the mistake is ours",
        notes: [.init("in \(name(instance))", at: fence.range)]
      )
    )
  }

  private static func text(_ value: ResolvedValue?) -> String {
    String(decoding: value?.text ?? [], as: UTF8.self)
  }

  private static func name(_ instance: FenceInstance) -> String {
    let what = instance.path.map { "the file '\($0)'" } ?? "this command"
    return what + (instance.host.map { " of host '\($0)'" } ?? "")
  }
}
