import GuideModel
import HTMLText

/// Anchors of headings, and the steps that some of them begin.
extension PageRenderer {
  /// Gives each step its places.
  mutating func settleSteps(_ text: [ContentText.Section]) {
    let sums = StepSums(edition: edition)
    for index in steps.indices {
      let step = steps[index].step
      if let knownPlaces {
        steps[index].step.places = knownPlaces[step.id] ?? []
        continue
      }
      guard let start = text.firstIndex(where: { $0.anchor == step.anchor }) else { continue }
      var prose = text[start].prose
      for section in text[(start + 1)...].prefix(while: { $0.level > 2 }) {
        prose.add(section.prose)
      }
      steps[index].step.places = sums.places(steps[index].fences, prose: prose)
    }
  }

  /// The output with each step's places in its heading.
  func withPlaces() -> [UInt8] {
    guard !steps.isEmpty else { return output }
    var result: [UInt8] = []
    result.reserveCapacity(output.count + steps.count * 64)
    var copied = 0
    for open in steps {
      result += output[copied..<open.offset]
      result += " data-step=\"".utf8
      HTMLEscaping.append(Array(open.step.id.utf8), to: &result)
      result += "\" data-sum=\"\(open.step.sum)\" data-places=\"\(open.step.placesText)\"".utf8
      copied = open.offset
    }
    return result + output[copied...]
  }

  /// The anchor, with a number from its second use on: in a loop, a heading comes again.
  mutating func unique(_ anchor: String) -> String {
    let count = anchors[anchor, default: 0] + 1
    anchors[anchor] = count
    guard count > 1 else { return anchor }
    return unique("\(anchor)-\(count)")
  }

  /// A place to come to from the same section in another language, where the anchor is another.
  mutating func appendAlias(_ heading: PageProgram.Heading, _ anchor: String) {
    guard heading.sourceAnchor != heading.anchor, anchor == heading.anchor else { return }
    output += "<span id=\"".utf8
    HTMLEscaping.append(Array(heading.sourceAnchor.utf8), to: &output)
    output += "\"></span>".utf8
  }

  /// A section with something to run or to check on this cluster.
  func isStep(_ heading: PageProgram.Heading) -> Bool {
    heading.fences.contains { index in
      edition.resolved.guide.fences[index].isCommand && !edition.resolved.instances[index].isEmpty
    }
  }
}
