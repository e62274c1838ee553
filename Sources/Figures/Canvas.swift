import HTMLText

/// Collects the shapes of a figure as SVG.
///
/// Coordinates are whole pixels, so equal input gives equal bytes. Colours are classes: the page's
/// style decides, for light, dark and forced colours alike.
package struct Canvas: Sendable {
  package enum Anchor: String, Sendable {
    case start, middle, end
  }

  /// The room that a text takes, for tests: no two may meet.
  package struct TextBox: Sendable, Hashable {
    package let text: String
    package let x: Range<Int>
    package let y: Range<Int>
  }

  package let width: Int
  /// Grows with what is drawn.
  package private(set) var height = 0
  package private(set) var texts: [TextBox] = []
  private var shapes: [UInt8] = []

  package init(width: Int) { self.width = width }

  mutating func rectangle(x: Int, y: Int, width: Int, height: Int, style: String) {
    shapes +=
      "<rect class=\"\(style)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"".utf8
    if height >= 24 { shapes += " rx=\"4\"".utf8 }
    shapes += "/>".utf8
    grow(to: y + height)
  }

  mutating func line(from: (x: Int, y: Int), to: (x: Int, y: Int), style: String) {
    shapes +=
      "<path class=\"\(style)\" d=\"M\(from.x) \(from.y)L\(to.x) \(to.y)\"/>".utf8
    grow(to: max(from.y, to.y))
  }

  /// A horizontal arrow, with its head at `to`.
  mutating func arrow(from: Int, to: Int, y: Int) {
    let back = to > from ? -7 : 7
    shapes +=
      "<path class=\"arrow\" d=\"M\(from) \(y)H\(to)m\(back) -4l\(-back) 4l\(back) 4\"/>".utf8
    grow(to: y + 4)
  }

  /// An arrow from a line at `x` back to itself.
  mutating func loop(x: Int, y: Int) {
    shapes += "<path class=\"arrow\" d=\"M\(x) \(y - 6)h18v10h-18m7 -4l-7 4l7 4\"/>".utf8
    grow(to: y + 8)
  }

  /// A line of text whose baseline is `y`; what does not fit is cut off, and stands in a `<title>`.
  mutating func text(
    _ text: String,
    x: Int,
    y: Int,
    limit: Int,
    size: Int = 13,
    style: String = "label",
    anchor: Anchor = .start
  ) {
    let shown = TextWidth.fit(text, size: size, limit: limit)
    let width = TextWidth.of(shown, size: size)
    let left =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    texts.append(
      TextBox(text: shown, x: left..<left + width, y: y - size..<y + size / 4)
    )
    shapes += "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\"".utf8
    if anchor != .start { shapes += " text-anchor=\"\(anchor.rawValue)\"".utf8 }
    if size != 13 { shapes += " font-size=\"\(size)\"".utf8 }
    shapes.append(UInt8(ascii: ">"))
    if shown != text {
      shapes += "<title>".utf8
      HTMLEscaping.append(Array(text.utf8), to: &shapes)
      shapes += "</title>".utf8
    }
    HTMLEscaping.append(Array(shown.utf8), to: &shapes)
    shapes += "</text>".utf8
    grow(to: y + size / 4)
  }

  private mutating func grow(to bottom: Int) { height = max(height, bottom) }

  /// The `<svg>` element.
  ///
  /// - Parameter label: what a reader hears in place of the drawing.
  package func svg(label: String) -> [UInt8] {
    let height = height + 1
    var svg = Array(
      "<svg role=\"img\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\""
        .utf8
    )
    svg += " aria-label=\"".utf8
    HTMLEscaping.append(Array(label.utf8), to: &svg)
    svg += "\">".utf8
    svg += shapes
    svg += "</svg>".utf8
    return svg
  }
}
