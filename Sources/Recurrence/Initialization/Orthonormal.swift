/// Gram–Schmidt orthogonalization with + − × / and √ alone, so that no bit depends on the processor.
package enum Orthonormal {
  /// What is left of `vector` outside the span of the orthonormal `basis`, at length 1.
  ///
  /// The projections are taken off twice: once leaves an error of the size of the condition number, a second
  /// time brings it to rounding ("twice is enough", Giraud, Langou, Rozložník 2005). With random normal vectors, the
  /// diagonal of the implied triangular factor being positive, the result is uniformly distributed.
  package static func extending(_ basis: [[Double]], by vector: [Double]) -> [Double] {
    var rest = vector
    for _ in 0..<2 {
      for unit in basis {
        let projection = product(unit, rest)
        for i in rest.indices { rest[i] -= projection * unit[i] }
      }
    }
    let length = product(rest, rest).squareRoot()
    return rest.map { $0 / length }
  }

  /// a·b, added in order.
  package static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
  }
}
