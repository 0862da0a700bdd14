import Gating
import Recurrence
import SequenceTasks
import Statistics

/// A slice of an engine's tape in Float64, in a buffer that keeps its memory.
struct TapeSlice {
  /// The slice.
  private(set) var values: [Double] = []

  /// Takes the rows of a slice [B, n] whose sequences have not ended before `step`.
  mutating func read(_ slice: [some BinaryFloatingPoint], _ batch: TaskBatch, at step: Int) {
    select(slice.span, batch, at: step)
  }

  /// Takes the rows of a slice [B, n] whose sequences have not ended before `step`.
  mutating func select<Scalar: BinaryFloatingPoint>(
    _ slice: Span<Scalar>, _ batch: TaskBatch, at step: Int
  ) {
    values.removeAll(keepingCapacity: true)
    let width = slice.count / batch.count
    for row in 0..<batch.count where batch.lengths[row] > step {
      for index in row * width..<(row + 1) * width { values.append(Double(slice[index])) }
    }
  }

  /// Takes a whole slice.
  mutating func readAll(_ slice: [some BinaryFloatingPoint]) {
    values.removeAll(keepingCapacity: true)
    for value in slice { values.append(Double(value)) }
  }
}

extension GateProbabilities.Retention {
  /// What an open forget gate does under a convention.
  init(_ convention: ForgetConvention) {
    switch convention {
    case .keep: self = .keep
    case .erase: self = .erase
    }
  }
}

extension TaskBatch {
  /// The rows of a slice [B, n] whose sequences have not ended before `step`, in Float64.
  func active(_ slice: [some BinaryFloatingPoint], at step: Int) -> [Double] {
    guard lengths.contains(where: { $0 <= step }) else { return slice.map { Double($0) } }
    let width = slice.count / count
    return (0..<count).filter { lengths[$0] > step }.flatMap { row in
      slice[row * width..<(row + 1) * width].map { Double($0) }
    }
  }
}
