/// Hands an optimizer's slices to a kernel, whose C signature takes pointers and one count; nothing where there are no
/// weights.
func withPointers(
  _ weights: inout MutableSpan<Float>, _ gradient: Span<Float>, _ averages: inout MutableSpan<Float>,
  _ kernel: (
    _ weights: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>,
    _ averages: UnsafeMutablePointer<Float>, _ count: Int
  ) -> Void
) {
  gradient.withUnsafeBufferPointer { gradient in
    weights.withUnsafeMutableBufferPointer { weights in
      averages.withUnsafeMutableBufferPointer { averages in
        guard let w = weights.baseAddress, let g = gradient.baseAddress, let a = averages.baseAddress
        else { return }
        kernel(w, g, a, weights.count)
      }
    }
  }
}
