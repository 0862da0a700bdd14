import Foundation
import RandomStreams

/// Two imagined policies with the same mean score, so that every rejection is a false one.
struct EqualMeans: CustomStringConvertible, Sendable {
  let description: String
  /// The mean of both.
  let mean: Double
  /// Whether the two have the same distribution, so that a pair's difference is symmetric about 0.
  let isExchangeable: Bool
  let baseline: @Sendable (inout RandomStream) -> Double
  let candidate: @Sendable (inout RandomStream) -> Double

  static let normal = EqualMeans(
    description: "normal, both", mean: 0, isExchangeable: true, baseline: { $0.normal() },
    candidate: { $0.normal() })
  static let lognormal = EqualMeans(
    description: "lognormal(0, 1), both", mean: lognormalMean, isExchangeable: true,
    baseline: { exp($0.normal()) }, candidate: { exp($0.normal()) })
  static let solved = EqualMeans(
    description: "solved in 9 of 10 runs, both", mean: 0.9, isExchangeable: true,
    baseline: { $0.solved(0.9) }, candidate: { $0.solved(0.9) })
  static let spread = EqualMeans(
    description: "normal, baseline's sd a tenth", mean: 0, isExchangeable: true,
    baseline: { $0.normal() / 10 }, candidate: { $0.normal() })
  static let skewed = EqualMeans(
    description: "lognormal(0, 1) against its constant mean", mean: lognormalMean, isExchangeable: false,
    baseline: { _ in lognormalMean }, candidate: { exp($0.normal()) })
  static let solvedOrSteady = EqualMeans(
    description: "solved in 9 of 10 runs against a constant 0.9", mean: 0.9, isExchangeable: false,
    baseline: { _ in 0.9 }, candidate: { $0.solved(0.9) })
  static let solvedOrNoisy = EqualMeans(
    description: "solved in 9 of 10 runs against normal(0.9, 0.05)", mean: 0.9, isExchangeable: false,
    baseline: { 0.9 + 0.05 * $0.normal() }, candidate: { $0.solved(0.9) })

  static let all = [normal, lognormal, solved, spread, skewed, solvedOrSteady, solvedOrNoisy]
  private static let lognormalMean = exp(0.5)
}

extension RandomStream {
  /// A standard normal number (Box and Muller 1958): two draws.
  mutating func normal() -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// 1 with probability `rate`, else 0.
  mutating func solved(_ rate: Double) -> Double { uniform() < rate ? 1 : 0 }
}
