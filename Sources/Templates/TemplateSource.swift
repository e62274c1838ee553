import Diagnostics

/// The text of one template or partial.
package struct TemplateSource: Sendable {
  /// The path below `templates/` without its extension, such as `page` or `partials/head`; a
  /// partial tag calls it by this name.
  package let name: String
  package let file: SourceFile
  /// Whether it is worth a warning when no page uses this source. Templates that come with the
  /// program are not: a guide that overrides one of them may leave others without a user.
  package let warnsWhenUnused: Bool

  package init(name: String, file: SourceFile, warnsWhenUnused: Bool = true) {
    self.name = name
    self.file = file
    self.warnsWhenUnused = warnsWhenUnused
  }
}
