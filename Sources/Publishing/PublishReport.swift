/// What a committed transaction has done.
package struct PublishReport: Hashable, Sendable {
  /// Files that are new or have new bytes or permissions.
  package let written: Int
  /// Files that kept their bytes, inode and modification time.
  package let unchanged: Int
  /// Files, links and empty folders of the former site that are gone, and folders of it whose
  /// permissions were mended.
  package let removed: Int
  /// Set when the site is published, but the former one could not be removed completely; the next
  /// build will try again.
  package let leftover: PublishingError?

  /// True when the site was left as it is.
  package var isUpToDate: Bool { written == 0 && removed == 0 }
}
