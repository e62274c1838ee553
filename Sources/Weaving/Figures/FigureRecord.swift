import Expressions

/// An element of a figure's data: a map of names to texts, each a text or a map by language.
struct FigureRecord {
  private let map: CELMap
  private let index: Int
  private let languageCode: String

  fileprivate init(_ map: CELMap, index: Int, languageCode: String) {
    self.map = map
    self.index = index
    self.languageCode = languageCode
  }

  /// The text in the page's language; empty where there is none.
  func text(_ key: String) -> String { map[.string(key)].map { text(of: $0) } ?? "" }

  func required(_ key: String) throws(FigureDataError) -> String {
    let text = text(key)
    guard !text.isEmpty else {
      throw FigureDataError(
        message: "element \(index) of the figure's data has no '\(key)'",
        cure: "add '\(key)': a text, or a map of texts by language"
      )
    }
    return text
  }

  /// Who is meant, whatever the language: `{'id': 'pod', 'en': 'Pods', 'zh': …}`, or a text that is both.
  func id(_ key: String) throws(FigureDataError) -> (id: String, title: String) {
    let title = try required(key)
    if case .map(let names)? = map[.string(key)], case .string(let id)? = names[.string("id")] {
      return (id, title)
    }
    return (title, title)
  }

  private func text(of value: CELValue) -> String {
    guard case .map(let byLanguage) = value else { return value.text ?? "" }
    let wording =
      byLanguage[.string(languageCode)]
      ?? byLanguage.entries.first { $0.key.text != "id" }?.value
      ?? byLanguage[.string("id")]
    return wording?.text ?? ""
  }
}

extension CELValue {
  /// The elements of a list of maps.
  func records(in languageCode: String) throws(FigureDataError) -> [FigureRecord] {
    guard case .list(let elements) = self else {
      throw FigureDataError(
        message: "the figure's data is no list",
        cure: "write [{'from': …, 'to': …}, …]"
      )
    }
    var records: [FigureRecord] = []
    for (index, element) in elements.enumerated() {
      guard case .map(let map) = element else {
        throw FigureDataError(
          message: "element \(index) of the figure's data is no map",
          cure: "write {'from': …, 'to': …}"
        )
      }
      records.append(FigureRecord(map, index: index, languageCode: languageCode))
    }
    return records
  }

  /// The elements of a list of ranges.
  func ranges() throws(FigureDataError) -> [CIDR] {
    guard case .list(let elements) = self else {
      throw FigureDataError(
        message: "the figure's data is no list of ranges",
        cure: "write for example @figure addresses: [pod_cidr, service_cidr]"
      )
    }
    var ranges: [CIDR] = []
    for (index, element) in elements.enumerated() {
      guard case .cidr(let range) = element else {
        throw FigureDataError(
          message: "element \(index) of the figure's data is no range",
          cure: "a range has the type cidr"
        )
      }
      ranges.append(range)
    }
    return ranges
  }
}
