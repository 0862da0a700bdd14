/// A row of a batch whose units are written down, by the names that `units.csv` gives it.
struct UnitPlace {
  /// The row of the batch.
  let row: Int
  /// The example's index, from 0.
  let example: Int
  /// The rollout, from 0; `nil` in modes without.
  let sample: Int?
}
