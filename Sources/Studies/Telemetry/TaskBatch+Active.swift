import SequenceTasks
import Sequences

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
