import Dispatch
import Synchronization

/// Cells made by all processors at once, some thousands at a time.
extension CellMaker {
  /// Cells of a wave: few enough that a file with mistakes in every cell is not read to its end.
  private static let wave = 4096
  /// Cells that one thread makes before it asks for more.
  private static let share = 32

  /// The indices in order, wave by wave. The first cell is one of its own: it reads the files, which the others then find read.
  var waves: [Range<Int>] {
    guard count > 0 else { return [] }
    return [0..<1] + stride(from: 1, to: count, by: Self.wave).map { $0..<min($0 + Self.wave, count) }
  }

  /// The cells of a wave in order, or what is wrong with each.
  func cells(_ wave: Range<Int>) -> [Result<SweepCell, ExperimentErrors>] {
    let shares = stride(from: wave.lowerBound, to: wave.upperBound, by: Self.share)
      .map { $0..<min($0 + Self.share, wave.upperBound) }
    let made = Mutex<[[Result<SweepCell, ExperimentErrors>]]>(Array(repeating: [], count: shares.count))
    DispatchQueue.concurrentPerform(iterations: shares.count) { place in
      var texts = IdentityTexts()
      let cells = shares[place].map { index in
        Result { () throws(ExperimentErrors) in try cell(index, &texts) }
      }
      made.withLock { $0[place] = cells }
    }
    return made.withLock { $0 }.flatMap(\.self)
  }
}
