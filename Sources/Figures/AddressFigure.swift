import Expressions

/// Draws how the ranges divide the address space: for each range a bar that is true to scale, and
/// below it a cell for each part, which is not, so that a /25 in a /14 can still be read.
package struct AddressFigure {
  let plan: AddressPlan
  let words: FigureWords
  private var canvas = Canvas(width: width)

  private static let width = 640
  private static let columns = 3
  private static let gap = 8
  private static let cellHeight = 42
  /// Cells of one range; of more parts, the first are shown and the others counted.
  private static let maximumCells = 12
  private static let maximumLanes = 24
  private static var cellWidth: Int { (width - gap * (columns - 1)) / columns }

  private init(_ plan: AddressPlan, _ words: FigureWords) {
    self.plan = plan
    self.words = words
  }

  package static func draw(_ plan: AddressPlan, words: FigureWords) -> Figure {
    var figure = AddressFigure(plan, words)
    var top = 0
    for lane in plan.lanes.prefix(maximumLanes) { top = figure.draw(lane, top: top) + 22 }
    let hidden = plan.lanes.count - maximumLanes
    if hidden > 0 {
      figure.canvas.text("+ \(hidden) \(words.more)", x: 0, y: top + 12, limit: width)
    }
    return Figure(
      canvas: figure.canvas,
      columns: [words.range, words.name, words.addresses, words.partOf],
      rows: figure.rows
    )
  }

  private mutating func draw(_ lane: AddressPlan.Lane, top: Int) -> Int {
    let size = "\(Self.count(of: lane.entry.range)) \(words.addresses)"
    let sizeWidth = TextWidth.of(size, size: 12)
    let range = lane.entry.text
    let rangeWidth = TextWidth.of(range, size: 13)
    canvas.text(
      lane.entry.name,
      x: 0,
      y: top + 14,
      limit: Self.width - sizeWidth - rangeWidth - 40,
      style: "title"
    )
    let nameWidth = canvas.texts.last.map { $0.x.count } ?? 0
    canvas.text(range, x: nameWidth + 12, y: top + 14, limit: rangeWidth, style: "mono")
    canvas.text(
      size,
      x: Self.width,
      y: top + 14,
      limit: sizeWidth,
      size: 12,
      style: "quiet",
      anchor: .end
    )
    drawScale(lane, top: top + 22)
    return drawCells(of: lane, top: top + 40)
  }

  /// The bar that is true to scale.
  private mutating func drawScale(_ lane: AddressPlan.Lane, top: Int) {
    canvas.rectangle(x: 0, y: top, width: Self.width, height: 10, style: "free")
    for child in lane.children {
      let start = position(child.range.network, in: lane.entry.range)
      let end = position(child.range.last, in: lane.entry.range)
      let width = max(2, end - start)
      canvas.rectangle(
        x: min(start, Self.width - width),
        y: top,
        width: width,
        height: 10,
        style: child.isAddress ? "point" : "used"
      )
    }
  }

  /// Where an address lies on the bar, in pixels.
  private func position(_ address: IPAddress, in range: CIDR) -> Int {
    let hostBits = range.family.width - range.prefixLength
    // A hundred thousand steps are finer than any screen, and never overflow.
    let shift = max(0, hostBits - 17)
    let offset = Int((address.bits - range.network.bits) >> UInt128(shift))
    let whole = Int(((range.last.bits - range.network.bits) >> UInt128(shift)) + 1)
    return offset * Self.width / whole
  }

  private mutating func drawCells(of lane: AddressPlan.Lane, top: Int) -> Int {
    var cells = lane.children.map { entry in
      (entry.name, entry.text, entry.isAddress ? "cell point-cell" : "cell used-cell")
    }
    let hidden = cells.count - (Self.maximumCells - 2)
    if cells.count > Self.maximumCells - 1, let last = lane.children.last {
      cells.removeLast(hidden)
      cells.append(("+ \(hidden) \(words.more)", "… \(last.text)", "cell used-cell"))
    }
    if let free = lane.free, free > 0,
      let widest = lane.gaps.max(by: { $0.last.bits - $0.first.bits < $1.last.bits - $1.first.bits }
      )
    {
      let text = "\(widest.first) – \(widest.last)"
      cells.append(("\(words.free): \(Self.text(of: free))", text, "cell free-cell"))
    }
    var bottom = top
    for (index, cell) in cells.enumerated() {
      let x = index % Self.columns * (Self.cellWidth + Self.gap)
      let y = top + index / Self.columns * (Self.cellHeight + Self.gap)
      canvas.rectangle(
        x: x,
        y: y,
        width: Self.cellWidth,
        height: Self.cellHeight,
        style: cell.2
      )
      canvas.text(cell.0, x: x + 8, y: y + 17, limit: Self.cellWidth - 16)
      canvas.text(
        cell.1,
        x: x + 8,
        y: y + 33,
        limit: Self.cellWidth - 16,
        size: 11,
        style: "mono quiet"
      )
      bottom = y + Self.cellHeight
    }
    return bottom
  }

  private var rows: [[String]] {
    plan.lanes.flatMap { lane in
      [
        [
          lane.entry.text, lane.entry.name, Self.count(of: lane.entry.range),
          lane.parent?.name ?? "",
        ]
      ]
        + lane.children.filter { child in
          !plan.lanes.contains { $0.entry == child }
        }.map { child in
          [child.text, child.name, Self.count(of: child.range), lane.entry.name]
        }
        + (lane.free.map { [["", words.free, Self.text(of: $0), lane.entry.name]] } ?? [])
    }
  }

  private static func count(of range: CIDR) -> String {
    let bits = range.family.width - range.prefixLength
    return bits < 64 ? text(of: UInt128(1) << UInt128(bits)) : "2^\(bits)"
  }

  private static func text(of number: UInt128) -> String {
    number >> 64 == 0 ? String(number) : "≈ 2^\(127 - number.leadingZeroBitCount)"
  }
}
