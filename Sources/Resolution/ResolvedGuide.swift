import Diagnostics
import Expressions
import GuideModel
import Parameters

/// A guide for one cluster: which fences it has, for which hosts, with which text.
package struct ResolvedGuide: Sendable {
  package let guide: Guide
  /// The cluster's name: that of its file without `.yaml`.
  package let cluster: String
  package let values: ParameterValues
  /// The names of the hosts, in the order of the list.
  package let hosts: [String]
  /// How the workstation reaches them.
  package let access: HostAccess
  /// By the index of the step: its title in the source language, behind that of its page.
  package let stepTitles: [String]
  /// The parameters' values, with room for the variables of every loop.
  package let bindings: [CELValue]
  /// By the index of the fence: its copies for this cluster, none when a condition removes it.
  package let instances: [[FenceInstance]]
}

/// One copy of a fence: for one host, one turn of its loop, or simply itself.
package struct FenceInstance: Sendable {
  /// The host it is for; nil for the reader's workstation or the cluster bundle.
  package let host: String?
  /// The turn of the loop `for=`, from 0; nil where there is none.
  package let turn: Int?
  /// The path of a file fence.
  package let path: String?
  /// By the index of the language.
  package let titles: [Int: [UInt8]]
  /// What a check's output must contain.
  package let expect: [UInt8]?
  package let text: ResolvedText

  /// The title in a language, or else in the source language.
  package func title(in language: Int) -> [UInt8]? { titles[language] ?? titles[0] }
}
