/// A drawing, and the same in words.
package struct Figure: Sendable {
  package let canvas: Canvas
  /// What the drawing shows, as a table: its column heads, and its rows of as many cells.
  package let columns: [String]
  package let rows: [[String]]
}

/// The words that figures use themselves, in the page's language.
package struct FigureWords: Sendable {
  package var addresses: String
  package var free: String
  package var more: String
  package var range, name, partOf: String
  package var from, to, port, purpose: String
  package var authority, certificate, subject: String

  package init(
    addresses: String,
    free: String,
    more: String,
    range: String,
    name: String,
    partOf: String,
    from: String,
    to: String,
    port: String,
    purpose: String,
    authority: String,
    certificate: String,
    subject: String
  ) {
    self.addresses = addresses
    self.free = free
    self.more = more
    self.range = range
    self.name = name
    self.partOf = partOf
    self.from = from
    self.to = to
    self.port = port
    self.purpose = purpose
    self.authority = authority
    self.certificate = certificate
    self.subject = subject
  }
}
