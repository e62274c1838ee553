import Publishing
import Tangling

/// A file of a cluster with its place on the site.
package struct BundledFile: Sendable {
  package let file: TangledFile
  /// Below the cluster's folder, such as `hosts/m1/etc/etcd/etcd.yaml`.
  package let path: SitePath
  /// Lower-case hexadecimal.
  package let sha256: String
}

/// An archive that a reader downloads.
package struct BundledArchive: Sendable {
  /// The host it is for; nil for the whole cluster.
  package let host: String?
  /// Below the cluster's folder, such as `hosts/m1.tar.gz`.
  package let path: SitePath
  package let bytes: [UInt8]
  /// Lower-case hexadecimal.
  package let sha256: String
}
