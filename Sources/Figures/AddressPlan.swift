import Expressions

/// Ranges and addresses, nested by containment.
package struct AddressPlan: Sendable {
  package struct Entry: Sendable, Hashable {
    package let name: String
    /// A single address is a range of full length.
    package let range: CIDR

    package init(name: String, range: CIDR) {
      self.name = name
      self.range = range.masked()
    }

    package init(name: String, address: IPAddress) {
      self.name = name
      guard let range = CIDR(address: address, prefixLength: address.family.width) else {
        preconditionFailure("an address is a range of its family's width")
      }
      self.range = range
    }

    var isAddress: Bool { range.prefixLength == range.family.width }
    /// As a reader writes it.
    var text: String { isAddress ? "\(range.address)" : "\(range)" }
  }

  /// A range with what lies in it.
  package struct Lane: Sendable {
    package let entry: Entry
    /// The next smaller range around it.
    package let parent: Entry?
    /// What lies in it and in no smaller range of the plan, by address.
    package let children: [Entry]

    /// How many addresses no range of the plan takes; nil when none is divided off.
    package var free: UInt128? {
      let blocks = children.filter { !$0.isAddress }
      guard !blocks.isEmpty else { return nil }
      return gaps.reduce(0) { $0 + ($1.last.bits - $1.first.bits + 1) }
    }

    /// The stretches between the blocks, by address.
    var gaps: [(first: IPAddress, last: IPAddress)] {
      var gaps: [(first: IPAddress, last: IPAddress)] = []
      let family = entry.range.family
      var next = entry.range.network.bits
      for block in children where !block.isAddress {
        let start = block.range.network.bits
        if start > next {
          gaps.append((IPAddress(family, bits: next), IPAddress(family, bits: start - 1)))
        }
        guard block.range.last.bits < entry.range.last.bits else { return gaps }
        next = max(next, block.range.last.bits + 1)
      }
      if next <= entry.range.last.bits {
        gaps.append((IPAddress(family, bits: next), entry.range.last))
      }
      return gaps
    }
  }

  /// The ranges that hold something, and those that lie in no other, by address.
  package let lanes: [Lane]

  /// - Parameter entries: in any order. What names the same range twice is one entry with both
  ///   names; the range of all addresses says nothing and is left out.
  package init(_ entries: [Entry]) {
    var names: [CIDR: [String]] = [:]
    for entry in entries where entry.range.prefixLength > 0 {
      if names[entry.range]?.contains(entry.name) != true {
        names[entry.range, default: []].append(entry.name)
      }
    }
    let sorted = names.map { Entry(name: $1.joined(separator: ", "), range: $0) }
      .sorted { left, right in
        let (a, b) = (left.range, right.range)
        return a.network != b.network ? a.network < b.network : a.prefixLength < b.prefixLength
      }
    // Sorted this way, a range comes right before all that it holds.
    var around: [Int] = []
    var parents: [Int?] = []
    var children: [[Int]] = Array(repeating: [], count: sorted.count)
    for (index, entry) in sorted.enumerated() {
      while let last = around.last, !sorted[last].range.contains(entry.range) {
        around.removeLast()
      }
      parents.append(around.last)
      if let parent = around.last { children[parent].append(index) }
      around.append(index)
    }
    lanes = sorted.indices.compactMap { index in
      guard !children[index].isEmpty || (parents[index] == nil && !sorted[index].isAddress) else {
        return nil
      }
      return Lane(
        entry: sorted[index],
        parent: parents[index].map { sorted[$0] },
        children: children[index].map { sorted[$0] }
      )
    }
  }
}
