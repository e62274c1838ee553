/// An order of numbered things in which each comes behind what it needs.
enum DependencyOrder {
  /// Either the order, which keeps that of the numbers where it can, or one cycle: each element
  /// needs the next one, the last needs the first.
  enum Result: Equatable {
    case order([Int])
    case cycle([Int])
  }

  /// `needs[n]` are the numbers that `n` needs.
  static func of(_ needs: [[Int]]) -> Result {
    enum State { case untouched, open, done }
    var states = Array(repeating: State.untouched, count: needs.count)
    var order: [Int] = []
    for root in needs.indices where states[root] == .untouched {
      // An explicit stack: a chain may be as long as the guide has parameters.
      var stack: [(node: Int, next: Int)] = [(root, 0)]
      states[root] = .open
      while let (node, next) = stack.last {
        guard next < needs[node].count else {
          states[node] = .done
          order.append(node)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let needed = needs[node][next]
        switch states[needed] {
        case .done: continue
        case .open:
          return .cycle(
            stack.map(\.node).suffix(from: stack.firstIndex { $0.node == needed } ?? 0).map(\.self)
          )
        case .untouched:
          states[needed] = .open
          stack.append((needed, 0))
        }
      }
    }
    return .order(order)
  }
}
