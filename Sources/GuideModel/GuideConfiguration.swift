import Diagnostics
import Parameters

/// What `guide.yaml` says.
package struct GuideConfiguration: Sendable {
  package let title: LocalizedText
  package let description: LocalizedText?
  /// Language codes; the first is the source language.
  package let languages: [String]
  /// The list parameter whose elements are hosts, and where it is named.
  package let hosts: Name?
  /// How the workstation reaches the hosts.
  package let ssh: SSH?

  /// A name in `guide.yaml`, and where it stands.
  package struct Name: Sendable {
    package let name: String
    package let range: SourceRange
  }

  package struct SSH: Sendable {
    /// The field of a host's record that ssh is given; its name if there is none.
    package let address: Name?
    /// The parameter that is the login name; `root` if there is none.
    package let user: Name?
    /// The key `ssh`.
    package let range: SourceRange
  }
}
