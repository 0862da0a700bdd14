import Sequences

extension ScoredRows {
  /// The step of each row, for tasks of one target value at every step of which none is missing.
  var steps: [Int] {
    var (example, step) = (-1, 0)
    return examples.map { other in
      (example, step) = (other, other == example ? step + 1 : 0)
      return step
    }
  }
}
