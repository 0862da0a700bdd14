import Sequences

/// What some rows cost, and the slopes. Its memory is kept.
struct RowCosts {
  /// The loss of each row, [n].
  private(set) var losses: [Double] = []
  /// ∂/∂a, [n, k].
  private(set) var slopes: [Double] = []
  /// ∂/∂ρ of each target value, [n, targets in a row]; empty without constants.
  private(set) var constantSlopes: [Double] = []

  /// Works out the costs of rows behind a read-out.
  mutating func measure(_ loss: any Loss, _ rows: borrowing LossRows, _ readout: any Readout) {
    losses.resize(to: rows.count, with: 0)
    slopes.resize(to: rows.outputs.count, with: 0)
    constantSlopes.resize(to: rows.constants.count, with: 0)
    Self.measure(loss, rows, readout, &losses, &slopes, &constantSlopes)
  }

  private static func measure(
    _ loss: any Loss, _ rows: borrowing LossRows, _ readout: any Readout, _ losses: inout [Double],
    _ slopes: inout [Double], _ constantSlopes: inout [Double]
  ) {
    var losses = losses.mutableSpan
    var slopes = slopes.mutableSpan
    var constantSlopes = constantSlopes.mutableSpan
    loss.measure(rows, losses: &losses, slopes: &slopes, constantSlopes: &constantSlopes)
    if type(of: loss).readout == nil {
      readout.pullBack(&slopes, outputs: rows.outputs.span, width: rows.width)
    }
  }
}
