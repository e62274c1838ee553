import Bundling
import GuideModel
import Resolution
import Tangling

/// Copies of a fence that read the same, for several hosts.
struct FenceVariant {
  var hosts: [String]
  let instance: FenceInstance
  let text: TangledText
  var files: [BundledFile]

  /// The variants of a fence, in the order in which they first come.
  static func all(_ instances: [FenceInstance], _ files: [BundledFile]) -> [FenceVariant] {
    var variants: [FenceVariant] = []
    for instance in instances {
      let text = Tangler.text(instance.text)
      let own = files.filter { $0.file.host == instance.host && $0.file.path == instance.path }
      let known = variants.firstIndex {
        $0.text.bytes == text.bytes && $0.instance.path == instance.path && !$0.hosts.isEmpty
          && instance.host != nil && $0.instance.expect == instance.expect
      }
      if let known, let host = instance.host {
        variants[known].hosts.append(host)
        variants[known].files += own
      } else {
        variants.append(
          FenceVariant(
            hosts: instance.host.map { [$0] } ?? [],
            instance: instance,
            text: text,
            files: own
          )
        )
      }
    }
    return variants
  }

  /// Neighbours for the same hosts together: each group is a tab.
  static func tabs(_ variants: [FenceVariant]) -> [[FenceVariant]] {
    var tabs: [[FenceVariant]] = []
    for variant in variants {
      if let tab = tabs.firstIndex(where: { $0[0].hosts == variant.hosts }) {
        tabs[tab].append(variant)
      } else {
        tabs.append([variant])
      }
    }
    return tabs
  }
}
