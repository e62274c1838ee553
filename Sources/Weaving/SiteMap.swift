import GuideModel

/// The pages of a site for search engines, after sitemaps.org.
struct SiteMap {
  /// Below the site's root, with the same page in the other languages.
  private var pages: [[(code: String, path: String)]] = []
  private let address: SiteAddress

  /// Nil when the site's address is not known, for a map holds absolute URLs only.
  init?(_ guides: [SiteWeaver.GuideSummary], _ site: SiteOutline) {
    guard let address = site.address else { return nil }
    self.address = address
    add(site.languages) { site.indexName(in: $0) }
    for summary in guides {
      let guide = summary.guide
      add(guide.languages) { "\(guide.name)/\(SiteOutline.indexName(in: $0, of: guide.languages))" }
      for cluster in summary.clusters {
        // The page with everything would only repeat the others.
        let tools = ClusterWeaver.tools.map(\.file).filter { $0 != "print.html" }
        for file in guide.pages.map({ "\($0.name).html" }) + tools {
          add(guide.languages) { "\(guide.name)/\(cluster.name)/\($0)/\(file)" }
        }
      }
    }
  }

  private mutating func add(_ languages: [String], _ path: (String) -> String) {
    pages.append(languages.map { (LanguageName(folder: $0).code, path($0)) })
  }

  var xml: [UInt8] {
    var xml = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    xml += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"".utf8
    xml += " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n".utf8
    for versions in pages {
      for version in versions {
        xml += "<url><loc>\(escaped(version.path))</loc>".utf8
        if versions.count > 1 {
          for other in versions {
            xml += "<xhtml:link rel=\"alternate\" hreflang=\"\(other.code)\"".utf8
            xml += " href=\"\(escaped(other.path))\"/>".utf8
          }
        }
        xml += "</url>\n".utf8
      }
    }
    xml += "</urlset>\n".utf8
    return xml
  }

  /// What a base may hold of XML's own characters is `&`.
  private func escaped(_ path: String) -> String {
    address.url(path).split(separator: "&", omittingEmptySubsequences: false)
      .joined(separator: "&amp;")
  }
}
