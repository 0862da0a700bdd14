import Foundation
import RandomStreams
import Statistics
import Testing

/// How often a comparison of a policy with itself finds a difference, where both sides were tuned before.
///
/// Both try the same 16 settings u, uniform in 0…1, of which each has the true score 8(u − ½)²; a run adds standard normal noise. Each side
/// chooses by the mean of two runs per setting, and the comparison has n further runs of each.
@Suite struct TunedSizeTests {
  private static let trials = 16
  private static let runs = 2

  /// The true score of the setting that a side chooses.
  private static func chosen(_ settings: [Double], _ stream: inout RandomStream) -> Double {
    let truths = settings.map { 8 * ($0 - 0.5) * ($0 - 0.5) }
    var seen: [Double] = []
    for truth in truths {
      seen.append(truth + (Double(stream.nextGaussian()) + Double(stream.nextGaussian())) / Double(runs))
    }
    return truths[seen.indices.min { seen[$0] < seen[$1] }!]
  }

  private static func advantage(_ stream: inout RandomStream) -> Double {
    var settings: [Double] = []
    for _ in 0..<trials { settings.append(Double(stream.nextUniform())) }
    return chosen(settings, &stream) - chosen(settings, &stream)
  }

  /// The share of comparisons with p ≤ 0.05.
  private static func size(pairs: Int, isOnce: Bool, repetitions: Int) -> Double {
    var stream = RandomStream(key("tuned \(isOnce)", pairs))
    var found = 0
    for repetition in 0..<repetitions {
      let fixed = advantage(&stream)
      var differences: [Double] = []
      for _ in 0..<pairs {
        let luck = isOnce ? fixed : advantage(&stream)
        differences.append(luck + Double(stream.nextGaussian()) - Double(stream.nextGaussian()))
      }
      if FlippedMeans(differences: differences, key: key("tuned", repetition)).pValue <= 0.05 { found += 1 }
    }
    return Double(found) / Double(repetitions)
  }

  /// The bounds are five standard errors from 4.88 %, and from the 10 % and 15 % that a program of its own found.
  @Test func onlyTuningForEveryReplicateKeepsTheSize() {
    let each = Self.size(pairs: 10, isOnce: false, repetitions: 6000)
    #expect(abs(each - 0.0488) < 0.014, "\(each)")
    let once = Self.size(pairs: 10, isOnce: true, repetitions: 6000)
    #expect(abs(once - 0.10) < 0.02, "\(once)")
    let twice = Self.size(pairs: 20, isOnce: true, repetitions: 400)
    #expect(twice > 0.08, "\(twice)")
  }

  /// Prints the sizes of the article HonestFigures: `SLUICE_FIGURES=1 swift test … --filter TunedSize`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SLUICE_FIGURES"] != nil))
  func printTheSizes() {
    for (pairs, repetitions) in [(10, 20_000), (20, 4000)] {
      let sizes = [true, false].map { Self.size(pairs: pairs, isOnce: $0, repetitions: repetitions) }
      print("n = \(pairs): once \(sizes[0]), per_replicate \(sizes[1])")
      #expect(sizes.allSatisfy { $0 > 0 })
    }
  }
}
