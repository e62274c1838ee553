import Diagnostics
import Expressions
import GuideModel
import Parameters

/// Applies one cluster's values to a guide.
package struct GuideResolver {
  private let guide: Guide
  private let values: ParameterValues
  private let cluster: String
  private let bindings: [CELValue]

  /// The resolved guide. Every failure is in `log`; what failed is left out of the result then.
  package static func resolve(
    _ guide: Guide,
    _ values: ParameterValues,
    cluster: String,
    log: inout DiagnosticLog
  ) -> ResolvedGuide {
    let resolver = GuideResolver(guide, values, cluster)
    var instances: [[FenceInstance]] = []
    for fence in guide.fences { instances.append(resolver.instances(of: fence, log: &log)) }
    resolver.reportDuplicates(instances, log: &log)
    return ResolvedGuide(
      guide: guide,
      cluster: cluster,
      values: values,
      hosts: resolver.hosts.compactMap(Self.hostName),
      access: HostAccess(guide, resolver.bindings, hosts: resolver.hosts),
      stepTitles: guide.steps.map(resolver.title),
      bindings: resolver.bindings,
      instances: instances
    )
  }

  private init(_ guide: Guide, _ values: ParameterValues, _ cluster: String) {
    self.guide = guide
    self.values = values
    self.cluster = cluster
    let slots =
      guide.fences.map(\.slotCount)
      + guide.pages.flatMap { $0.versions.compactMap { $0?.slotCount } }
    let free = max(0, (slots.max() ?? 0) - values.bindings.count)
    bindings = values.bindings + Array(repeating: .null, count: free)
  }

  /// The hosts' records.
  private var hosts: [CELValue] {
    guard let name = guide.configuration.hosts?.name,
      let slot = guide.parameters.parameters.firstIndex(where: { $0.name == name }),
      case .list(let elements) = bindings[slot]
    else { return [] }
    return elements
  }

  private func title(of step: GuideStep) -> String {
    let page = guide.pages[step.page].source
    let headings = [page.titleHeading, step.heading].compactMap(\.self)
    return headings.map { text(of: page.headings[$0]) }.joined(separator: " / ")
  }

  /// A heading's text; where that has no value for this cluster, because its section is not shown,
  /// only what stands literally.
  private func text(of heading: PageHeading) -> String {
    var resolver = TextResolver(bindings: bindings, cluster: cluster)
    var ignored = DiagnosticLog()
    let bytes = resolver.resolve(heading.text, log: &ignored)?.plain ?? heading.text.literalBytes
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The `name` of a host's record.
  static func hostName(_ value: CELValue) -> String? {
    guard case .object(let object) = value, let index = object.type.index(of: "name") else {
      return nil
    }
    return object.values[index].text
  }

  private func instances(of fence: Fence, log: inout DiagnosticLog) -> [FenceInstance] {
    var resolver = TextResolver(bindings: bindings, cluster: cluster)
    // A fence inside a prose loop is shown with that loop's variable: the page resolves it.
    if case .display = fence.role { return [] }
    if case .output = fence.role { return [] }
    guard fence.guards.allSatisfy({ resolver.holds($0.condition, log: &log) == $0.expected })
    else { return [] }
    guard let hosts = fence.hosts else {
      return loop(fence, host: nil, &resolver, log: &log)
    }
    let elements = resolver.elements(hosts.list, log: &log)
    var instances: [FenceInstance] = []
    for (index, element) in elements.enumerated() {
      resolver.bind(
        element,
        of: hosts.list,
        at: hosts.variable,
        index: index,
        count: elements.count
      )
      instances += loop(fence, host: Self.hostName(element), &resolver, log: &log)
    }
    return instances
  }

  private func loop(
    _ fence: Fence,
    host: String?,
    _ resolver: inout TextResolver,
    log: inout DiagnosticLog
  ) -> [FenceInstance] {
    guard let loop = fence.loop else {
      return instance(fence, host: host, turn: nil, &resolver, log: &log).map { [$0] } ?? []
    }
    let elements = resolver.elements(loop.list, log: &log)
    var instances: [FenceInstance] = []
    for (index, element) in elements.enumerated() {
      resolver.bind(
        element,
        of: loop.list,
        at: loop.variable,
        index: index,
        count: elements.count
      )
      if let instance = instance(fence, host: host, turn: index, &resolver, log: &log) {
        instances.append(instance)
      }
    }
    return instances
  }

  private func instance(
    _ fence: Fence,
    host: String?,
    turn: Int?,
    _ resolver: inout TextResolver,
    log: inout DiagnosticLog
  ) -> FenceInstance? {
    if let condition = fence.condition, !resolver.holds(condition, log: &log) { return nil }
    guard let text = resolver.resolve(fence.body, log: &log) else { return nil }
    var path: String?
    var expect: [UInt8]?
    switch fence.role {
    case .file(let template, _, _):
      guard let resolved = resolver.resolve(template, log: &log) else { return nil }
      path = String(decoding: resolved.plain, as: UTF8.self)
    case .check(let template):
      if let template { expect = resolver.resolve(template, log: &log)?.plain }
    case .run, .output, .display:
      break
    }
    var titles: [Int: [UInt8]] = [:]
    for (language, title) in fence.titles {
      titles[language] = resolver.resolve(title, log: &log)?.plain
    }
    return FenceInstance(
      host: host,
      turn: turn,
      path: path,
      titles: titles,
      expect: expect,
      text: text
    )
  }

  /// Two fences, or two turns of a loop, may not make the same file.
  private func reportDuplicates(_ instances: [[FenceInstance]], log: inout DiagnosticLog) {
    struct Place: Hashable {
      let host: String?
      let path: [UInt8]
    }
    var makers: [Place: Int] = [:]
    for (fence, copies) in instances.enumerated() {
      for copy in copies {
        guard let path = copy.path else { continue }
        let place = Place(host: copy.host, path: Array(path.utf8))
        guard let other = makers.updateValue(fence, forKey: place) else { continue }
        let whose = copy.host.map { " on host '\($0)'" } ?? ""
        log.add(
          .error(
            .duplicatePath,
            other == fence
              ? "this fence makes the file '\(path)'\(whose) twice"
              : "two fences make the file '\(path)'\(whose)",
            at: guide.fences[fence].pathRange,
            cure: other == fence ? "put the loop's variable into the path" : "rename one",
            notes: other == fence
              ? [] : [.init("the other one is here", at: guide.fences[other].pathRange)]
          )
        )
      }
    }
  }
}
