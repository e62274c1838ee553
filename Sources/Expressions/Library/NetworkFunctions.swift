/// The functions on addresses, networks and port ranges.
enum NetworkFunctions {
  static func apply(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    switch arguments.first {
    case .ip(let address)? where arguments.count == 1: return apply(function, address)
    case .cidr(let network)?:
      let rest = Array(arguments.dropFirst())
      return rest.isEmpty
        ? try apply(function, network) : try apply(function, network, rest)
    case .portRange(let range)?:
      guard function == .contains, arguments.count == 2, case .int(let port) = arguments[1] else {
        return nil
      }
      return .bool(range.contains(port))
    case .list(let elements)? where function == .disjoint && arguments.count == 1:
      var networks: [CIDR] = []
      for element in elements {
        guard case .cidr(let network) = element else { return nil }
        networks.append(network)
      }
      return .bool(CIDR.areDisjoint(networks))
    default: return nil
    }
  }

  private static func apply(_ function: Function, _ address: IPAddress) -> CELValue? {
    switch function {
    case .family: .int(Int64(address.family.rawValue))
    case .isLoopback: .bool(address.isLoopback)
    case .isUnspecified: .bool(address.isUnspecified)
    case .isLinkLocalUnicast: .bool(address.isLinkLocalUnicast)
    case .isLinkLocalMulticast: .bool(address.isLinkLocalMulticast)
    case .isGlobalUnicast: .bool(address.isGlobalUnicast)
    default: nil
    }
  }

  private static func apply(
    _ function: Function,
    _ network: CIDR
  ) throws(FunctionFailure) -> CELValue? {
    switch function {
    case .family: return .int(Int64(network.family.rawValue))
    case .prefixLength: return .int(Int64(network.prefixLength))
    case .masked: return .cidr(network.masked())
    case .address: return .ip(network.address)
    case .netmask: return .ip(network.netmask)
    case .hostCount:
      guard let count = network.hostCount else {
        throw FunctionFailure("\(network) has more hosts than an int can count")
      }
      return .int(count)
    default: return nil
    }
  }

  private static func apply(
    _ function: Function,
    _ network: CIDR,
    _ rest: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    switch (function, rest[0], rest.count) {
    case (.containsIP, .ip(let address), 1): return .bool(network.contains(address))
    case (.containsIP, .string(let text), 1):
      guard let address = IPAddress(unmapping: text) else {
        throw FunctionFailure("'\(text)' is not an IP address")
      }
      return .bool(network.contains(address))
    case (.containsCIDR, .cidr(let other), 1): return .bool(network.contains(other))
    case (.containsCIDR, .string(let text), 1):
      guard let other = CIDR(text) else { throw FunctionFailure("'\(text)' is not a CIDR") }
      return .bool(network.contains(other))
    case (.overlaps, .cidr(let other), 1): return .bool(network.overlaps(other))
    case (.host, .int(let number), 1):
      guard let address = network.host(number) else {
        throw FunctionFailure("\(network) has no address \(number)")
      }
      return .ip(address)
    case (.subnet, .int(let prefix), 2):
      guard case .int(let number) = rest[1] else { return nil }
      guard let subnet = network.subnet(prefix, number) else {
        throw FunctionFailure("\(network) has no subnet /\(prefix) of number \(number)")
      }
      return .cidr(subnet)
    default: return nil
    }
  }
}
