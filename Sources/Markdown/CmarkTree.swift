import CCmark

/// A tree that cmark has parsed; owns its memory.
struct CmarkTree: ~Copyable {
  let root: OpaquePointer

  init(parsing text: [UInt8]) {
    let root = text.withUnsafeBytes { bytes in
      cmark_parse_document(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        bytes.count,
        CMARK_OPT_DEFAULT
      )
    }
    guard let root else { preconditionFailure("cmark_parse_document always makes a document") }
    self.root = root
  }

  deinit { cmark_node_free(root) }
}
