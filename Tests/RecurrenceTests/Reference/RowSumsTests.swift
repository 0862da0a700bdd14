import Recurrence
import Testing

/// The order of a weight gradient's sum is part of the contract: a fresh chain for every 256 rows.
@Suite struct RowSumsTests {
  @Test func chainsOf256RowsAddedInOrder() {
    var numbers = Numbers("row sums")
    let left = (0..<31).map { _ in numbers.signed(100, scale: 1 / 3) }
    let right = (0..<31).map { _ in numbers.signed(100, scale: 1 / 3) }
    let products = zip(left.joined(), right.joined()).map { $0 * $1 }
    var total = 0.0
    for start in stride(from: 0, to: products.count, by: 256) {
      var chain = 0.0
      for row in start..<min(start + 256, products.count) { chain += products[row] }
      total += chain
    }
    #expect(RowSums.products(left, 1, right, 1, rows: 100) == [total])
    #expect(products.reduce(0, +) != total)
  }

  @Test func rowsAreStepsTimesSequences() {
    // Two steps of two sequences, two columns on the left and three on the right.
    let left = [[1.0, 2, 3, 4], [5, 6, 7, 8]]
    let right = [[1.0, 0, 0, 0, 1, 0], [0, 0, 1, 1, 1, 1]]
    #expect(RowSums.products(left, 2, right, 3, rows: 2) == [8, 10, 12, 10, 12, 14])
    #expect(RowSums.sums(left, 2, rows: 2) == [16, 20])
  }
}
