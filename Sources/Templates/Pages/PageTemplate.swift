/// The page templates that a site needs, each with what it may ask for.
package enum PageTemplate: String, Sendable, CaseIterable {
  /// All guides with their clusters.
  case siteIndex = "site-index"
  /// One guide: its clusters, each in its languages.
  case guideIndex = "guide-index"
  /// A page of a cluster's runbook.
  case page = "page"
  /// Every value of a cluster: where it is set, where it is used.
  case parameters = "parameters"
  /// Every file of a cluster with its origin.
  case files = "files"
  /// Every step by the place where it is done.
  case checklist = "checklist"
  /// The whole runbook on one page.
  case print = "print"
  case notFound = "not-found"

  package var schema: TemplateRecordSchema {
    switch self {
    case .siteIndex: SiteIndexPage.schema
    case .guideIndex: GuideIndexPage.schema
    case .page: RunbookPage.schema
    case .parameters: ParametersPage.schema
    case .files: FilesPage.schema
    case .checklist: ChecklistPage.schema
    case .print: PrintPage.schema
    case .notFound: NotFoundPage.schema
    }
  }

  /// All of them as the roots of a `TemplateSet`.
  package static var roots: [(name: String, schema: TemplateRecordSchema)] {
    allCases.map { ($0.rawValue, $0.schema) }
  }
}

extension TemplateSet {
  /// Appends a page of a kind that every site has.
  package func render(
    _ template: PageTemplate,
    _ value: TemplateValue,
    into output: inout [UInt8]
  ) {
    render(template.rawValue, value, into: &output)
  }
}
