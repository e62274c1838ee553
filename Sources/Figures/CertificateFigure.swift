/// Who signs what, and who shows it to whom.
package struct CertificatePlan: Sendable {
  package struct Certificate: Sendable {
    package let name: String
    /// Whom it is made out to; may be empty.
    package let subject: String
    package let authority: String
    package let from: String
    package let to: String

    package init(name: String, subject: String, authority: String, from: String, to: String) {
      self.name = name
      self.subject = subject
      self.authority = authority
      self.from = from
      self.to = to
    }
  }

  package let certificates: [Certificate]

  package init(_ certificates: [Certificate]) { self.certificates = certificates }

  /// The authorities in the order in which they first sign, each with what it signs.
  var groups: [(authority: String, certificates: [Certificate])] {
    var groups: [(authority: String, certificates: [Certificate])] = []
    for certificate in certificates {
      if let index = groups.firstIndex(where: { $0.authority == certificate.authority }) {
        groups[index].certificates.append(certificate)
      } else {
        groups.append((certificate.authority, [certificate]))
      }
    }
    return groups
  }
}

/// Draws a row for each certificate: the authority, the certificate, the way it goes.
package struct CertificateFigure {
  private static let width = 640
  private static let authorityWidth = 124
  private static let certificateLeft = 150
  private static let certificateWidth = 234
  private static let rowHeight = 48
  private static let boxHeight = 40

  package static func draw(_ plan: CertificatePlan, words: FigureWords) -> Figure {
    var canvas = Canvas(width: width)
    var top = 0
    for group in plan.groups {
      let height = group.certificates.count * rowHeight - (rowHeight - boxHeight)
      canvas.rectangle(
        x: 0,
        y: top,
        width: authorityWidth,
        height: height,
        style: "cell point-cell"
      )
      canvas.text(
        group.authority,
        x: authorityWidth / 2,
        y: top + height / 2 + 5,
        limit: authorityWidth - 16,
        style: "title",
        anchor: .middle
      )
      for (row, certificate) in group.certificates.enumerated() {
        draw(certificate, top: top + row * rowHeight, on: &canvas)
      }
      top += group.certificates.count * rowHeight + 14
    }
    return Figure(
      canvas: canvas,
      columns: [words.authority, words.certificate, words.subject, words.from, words.to],
      rows: plan.certificates.map { [$0.authority, $0.name, $0.subject, $0.from, $0.to] }
    )
  }

  private static func draw(
    _ certificate: CertificatePlan.Certificate,
    top: Int,
    on canvas: inout Canvas
  ) {
    let middle = top + boxHeight / 2
    canvas.arrow(from: authorityWidth, to: certificateLeft, y: middle)
    canvas.rectangle(
      x: certificateLeft,
      y: top,
      width: certificateWidth,
      height: boxHeight,
      style: "cell used-cell"
    )
    let hasSubject = !certificate.subject.isEmpty
    canvas.text(
      certificate.name,
      x: certificateLeft + 10,
      y: hasSubject ? top + 17 : top + 25,
      limit: certificateWidth - 20
    )
    if hasSubject {
      canvas.text(
        certificate.subject,
        x: certificateLeft + 10,
        y: top + 32,
        limit: certificateWidth - 20,
        size: 11,
        style: "mono quiet"
      )
    }
    let right = certificateLeft + certificateWidth + 14
    let way = "\(certificate.from) → \(certificate.to)"
    canvas.text(way, x: right, y: middle + 5, limit: width - right)
  }
}
