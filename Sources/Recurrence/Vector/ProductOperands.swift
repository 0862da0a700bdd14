import CKernels

/// Where the factors and the results of a ``PackedProduct`` lie.
struct ProductOperands {
  private var segments: InlineArray<5, ckernels_segment>
  private var outputs: InlineArray<4, UnsafeMutablePointer<Float>>

  /// Segments of as many terms as `counts` says, all places still to be said.
  init(counts: InlineArray<5, Int>, anywhere: UnsafeMutablePointer<Float>) {
    segments = InlineArray { ckernels_segment(values: anywhere, count: counts[$0], stride: counts[$0]) }
    outputs = InlineArray(repeating: anywhere)
  }

  /// Says where a segment's factors lie: rows one after the other.
  @inline(__always)
  mutating func from(_ segment: Int, _ values: UnsafePointer<Float>) { segments[segment].values = values }

  /// Says where a group's results go: rows of the product's width.
  @inline(__always)
  mutating func into(_ group: Int, _ values: UnsafeMutablePointer<Float>) { outputs[group] = values }

  /// What kernels take.
  @inline(__always)
  func withPointers(
    _ body: (UnsafePointer<ckernels_segment>, UnsafePointer<UnsafeMutablePointer<Float>>) -> Void
  ) {
    segments.span.withUnsafeBufferPointer { segments in
      outputs.span.withUnsafeBufferPointer { outputs in body(segments.baseAddress!, outputs.baseAddress!) }
    }
  }
}
