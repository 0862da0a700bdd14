/// The tuples of a product of ranges by index, the last position varying fastest.
package struct Product: Sendable, Hashable {
  /// How many values each position has.
  package let sizes: [Int]

  /// The product of ranges of these sizes.
  package init(sizes: [Int]) { self.sizes = sizes }

  /// The number of tuples; 1 for no positions.
  package var count: Int { sizes.reduce(1, *) }

  /// The tuple at an index.
  package subscript(index: Int) -> [Int] {
    precondition(0..<count ~= index, "no such tuple")
    var rest = index
    var tuple = sizes
    for position in sizes.indices.reversed() {
      (rest, tuple[position]) = rest.quotientAndRemainder(dividingBy: sizes[position])
    }
    return tuple
  }

  /// The index of a tuple.
  package func index(of tuple: [Int]) -> Int {
    precondition(tuple.count == sizes.count, "a tuple has one value for each position")
    return zip(sizes, tuple).reduce(0) { $0 * $1.0 + $1.1 }
  }
}
