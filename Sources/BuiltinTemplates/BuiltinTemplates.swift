/// The repository's `templates/` folder as it was when the program was built.
package enum BuiltinTemplates {
  /// Every template and asset by its path below `templates/`, such as `page.mustache` or
  /// `assets/site.css`, in the order of the paths.
  package static var files: [(path: String, bytes: [UInt8])] {
    embedded.map { ($0.path, Array($0.text.utf8)) }
  }
}
