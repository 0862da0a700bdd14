/// Runs a law of double precision over a slice of either precision, and rounds once.
///
/// The slice is handed on in pieces of at most 64, so that nothing large is allocated; a law treats each element by
/// itself, so the pieces change no bit.
func inDoubles<Scalar: GateScalar>(
  _ x: Span<Scalar>, into y: inout MutableSpan<Scalar>,
  _ law: (_ x: Span<Double>, _ y: inout MutableSpan<Double>) -> Void
) {
  precondition(x.count == y.count, "the slices differ in count")
  for start in stride(from: 0, to: x.count, by: 64) {
    let count = min(64, x.count - start)
    var wide = [Double](repeating: 0, count: count)
    var result = wide
    for i in 0..<count { wide[i] = Double(x[unchecked: start + i]) }
    var span = result.mutableSpan
    law(wide.span, &span)
    for i in 0..<count { y[unchecked: start + i] = Scalar(result[i]) }
  }
}
