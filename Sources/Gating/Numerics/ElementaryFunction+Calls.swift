extension ElementaryFunction {
  /// y[i] = f(x[i]).
  @inlinable
  public func callAsFunction<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    precondition(x.count == y.count, "the slices differ in count")
    guard !x.isEmpty else { return }
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        Scalar.values(of: self, at: x.baseAddress!, into: y.baseAddress!, count: x.count)
      }
    }
  }

  /// x[i] becomes f(x[i]).
  @inlinable
  public func callAsFunction<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    guard !x.isEmpty else { return }
    x.withUnsafeMutableBufferPointer { x in
      Scalar.values(of: self, at: UnsafePointer(x.baseAddress!), into: x.baseAddress!, count: x.count)
    }
  }

  /// f(x).
  @inlinable
  public func callAsFunction<Scalar: GateScalar>(_ x: Scalar) -> Scalar { Scalar.value(of: self, at: x) }
}
