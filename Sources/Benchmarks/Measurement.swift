/// One measured figure: a row of `bench.csv`, and a cell of a printed table.
package struct Measurement: Sendable, Hashable {
  /// What was measured, such as a kernel: a row of the printed table.
  package let `case`: String
  /// Which of its quantities, such as `time`: a column of the printed table.
  package let quantity: String
  package let value: Double
  package let unit: String

  package init(_ case: String, _ quantity: String, _ value: Double, _ unit: String) {
    self.case = `case`
    self.quantity = quantity
    self.value = value
    self.unit = unit
  }
}
