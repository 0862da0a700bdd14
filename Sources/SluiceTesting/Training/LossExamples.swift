import Catalog
import Sequences

/// Rows for the laws of losses and read-outs: values that look like chance, the same every time.
struct LossExamples {
  /// Target values in a row.
  let targetWidth: Int
  /// Outputs in a row.
  let width: Int
  private let loss: any Loss
  private let target: TargetKind
  private let readout: any Readout

  /// Three rows of a target behind a read-out; classes have five outputs, other targets three values.
  init(_ loss: any Loss, _ target: TargetKind, _ readout: any Readout) {
    (self.loss, self.target, self.readout) = (loss, target, readout)
    targetWidth = target == .classIndex ? 1 : 3
    width = targetWidth * loss.outputsPerTarget(of: target, width: 5)
  }

  /// The rows, all target values counted.
  func rows(_ count: Int = 3) -> LossRows {
    var state: UInt64 = 11
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 40) + 0.5) / 0x1p24
    }
    var rows = LossRows(width: width, targetWidth: targetWidth)
    rows.preActivations = (0..<count * width).map { _ in 3 * next() - 1.5 }
    rows.targets = (0..<count * targetWidth).map { _ in
      switch target {
      case .real: 2 * next() - 1
      case .bits: next() < 0.5 ? 0 : 1
      case .classIndex: (5 * next()).rounded(.down)
      case .count: (8 * next()).rounded(.down)
      }
    }
    rows.counts = Array(repeating: true, count: count * targetWidth)
    rows.scales = rows.targets.map { _ in target == .count ? 0.5 + 4 * next() : 1 }
    if type(of: loss).hasConstants { rows.constants = rows.targets.map { _ in 3 * next() - 1 } }
    return activated(rows)
  }

  /// The rows with the outputs of their pre-activations.
  func activated(_ rows: LossRows) -> LossRows {
    var rows = rows
    let preActivations = rows.preActivations
    var outputs = preActivations
    var span = outputs.mutableSpan
    readout.outputs(preActivations.span, width: width, into: &span)
    rows.outputs = outputs
    return rows
  }

  /// What the rows cost: the losses, ∂/∂a and ∂/∂ρ.
  func costs(_ rows: LossRows) -> (losses: [Double], slopes: [Double], constantSlopes: [Double]) {
    var losses = [Double](repeating: 0, count: rows.count)
    var slopes = [Double](repeating: 0, count: rows.outputs.count)
    var constantSlopes = [Double](repeating: 0, count: rows.constants.count)
    var lossSpan = losses.mutableSpan
    var slopeSpan = slopes.mutableSpan
    var constantSpan = constantSlopes.mutableSpan
    loss.measure(rows, losses: &lossSpan, slopes: &slopeSpan, constantSlopes: &constantSpan)
    if type(of: loss).readout == nil {
      readout.pullBack(&slopeSpan, outputs: rows.outputs.span, width: width)
    }
    return (losses, slopes, constantSlopes)
  }

  /// Some of the rows, as rows of their own.
  static func part(_ rows: LossRows, _ range: Range<Int>) -> LossRows {
    func cut<Value>(_ values: [Value], _ width: Int) -> [Value] {
      values.isEmpty ? [] : Array(values[range.lowerBound * width..<range.upperBound * width])
    }
    var part = LossRows(width: rows.width, targetWidth: rows.targetWidth)
    part.preActivations = cut(rows.preActivations, rows.width)
    part.outputs = cut(rows.outputs, rows.width)
    part.targets = cut(rows.targets, rows.targetWidth)
    part.counts = cut(rows.counts, rows.targetWidth)
    part.scales = cut(rows.scales, rows.targetWidth)
    part.constants = cut(rows.constants, rows.targetWidth)
    return part
  }
}
