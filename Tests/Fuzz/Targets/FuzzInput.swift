/// What libFuzzer hands over.
public typealias FuzzData = UnsafePointer<UInt8>

/// Copies the bytes of one run.
func fuzzInput(_ data: FuzzData?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: data, count: count))
}
