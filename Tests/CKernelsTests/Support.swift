import CKernels

/// The tables that this processor can run, portable first.
let tables: [ckernels_table] = (0..<ckernels_path_count()).compactMap {
  ckernels_table_named(ckernels_path_name($0))?.pointee
}

/// The table that the others are compared with.
let portable = tables[0]

/// The bits of values, all NaNs alike: their sign and payload are not promised.
func comparable(_ values: [Float]) -> [UInt32] { values.map { $0.isNaN ? 0x7fc0_0000 : $0.bitPattern } }

func comparable(_ values: [Double]) -> [UInt64] {
  values.map { $0.isNaN ? 0x7ff8_0000_0000_0000 : $0.bitPattern }
}

/// An array of `count` values written by `body`.
func written<T: Numeric>(_ count: Int, _ body: (UnsafeMutablePointer<T>) -> Void) -> [T] {
  [T](unsafeUninitializedCapacity: max(count, 1)) { buffer, initialized in
    buffer.initialize(repeating: 0)
    body(buffer.baseAddress!)
    initialized = count
  }
}

extension ckernels_table {
  /// The path's name as a Swift string.
  var path: String { String(cString: name) }
}
