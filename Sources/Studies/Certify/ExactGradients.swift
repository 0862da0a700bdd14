import Estimation
import Planning
import Synchronization

/// The exact gradients that a process has found, so that cells that differ in `training.gradient` alone share one.
///
/// A gradient is found by the first run that needs it, while others that need it wait; a run that is cancelled meanwhile
/// leaves the work to the next. It has the same bits whoever finds it.
final class ExactGradients: Sendable {
  /// Those of this process.
  static let shared = ExactGradients()

  private final class Entry: Sendable {
    let gradient = Mutex<ExactGradient?>(nil)
  }

  private let entries = Mutex<[CellSpecification: Entry]>([:])

  /// The exact gradient of a cell, made by `make` unless it is known.
  func gradient<Failure: Error>(
    of cell: CellSpecification, _ make: () throws(Failure) -> ExactGradient
  ) throws(Failure) -> ExactGradient {
    let key = cell.withoutGradientRule
    let entry = entries.withLock { entries in
      let entry = entries[key] ?? Entry()
      entries[key] = entry
      return entry
    }
    let result = entry.gradient.withLock { known -> Result<ExactGradient, Failure> in
      if let known { return .success(known) }
      do throws(Failure) {
        let made = try make()
        known = made
        return .success(made)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
