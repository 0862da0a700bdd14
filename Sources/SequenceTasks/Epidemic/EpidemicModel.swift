import Catalog
import RandomStreams

/// A stochastic SIR model of areas that people travel between, week by week: a chain of binomials (Reed and Frost; Abbey 1952).
///
/// Area a has N people, S_a of them susceptible and I_a infectious. In a week a susceptible person of area a escapes all infectious ones
/// with probability Π_b (1 − σ_a·R·γ·m_ab/N)^{I_b}, where m_ab is 1 − `travel` within an area and `travel` shared equally between
/// the others; else they are infectious from the next week on. An infectious person recovers with probability γ, and stays so.
struct EpidemicModel: Sendable, Hashable {
  let areas: Int
  let population: Int
  /// R, whom one case infects where everybody is susceptible and σ is 1.
  let reproduction: Double
  /// γ, the share of cases that recover in a week.
  let recovery: Double
  /// The share of contacts with other areas.
  let travel: Double

  static let parameters = [
    Parameter("areas", .integer(Bounds(1, 50)), default: .number(5), summary: "Areas, a series each."),
    Parameter(
      "population", .integer(Bounds(100, 20_000)), default: .number(1_000), summary: "People in an area."),
    Parameter(
      "reproduction", .number(Bounds(0, 20, excludesMinimum: true)), default: .number(2.5),
      summary: "R: whom one case infects where all are susceptible, at a susceptibility of 1."),
    Parameter(
      "recovery", .number(Bounds(0, 1, excludesMinimum: true)), default: .number(0.5),
      summary: "The probability that a case recovers in a week."),
    Parameter(
      "travel", .number(.probability), default: .number(0.05),
      summary: "The share of contacts with people of other areas."),
  ]

  init(_ parameters: Parameters) {
    (areas, population) = (parameters.integer("areas"), parameters.integer("population"))
    reproduction = parameters.number("reproduction")
    (recovery, travel) = (parameters.number("recovery"), parameters.number("travel"))
  }

  /// An outbreak: infectious people of each area, [weeks][areas], and the susceptibility that holds there.
  struct Outbreak {
    var cases: [[Int]] = []
    var susceptibility: [[Double]] = []
  }

  /// Draws an outbreak.
  ///
  /// In order: the week, area and cases (1 to 10) of its beginning; whether one area halves its susceptibility, one time in two, which
  /// and from which week; then, week by week and area by area, the infections and the recoveries.
  ///
  /// - Parameters:
  ///   - weeks: how many are drawn.
  ///   - onsets: it begins in one of so many first weeks, and the change falls into one of them.
  ///   - susceptibility: σ of each area.
  func outbreak(
    weeks: Int, onsets: Int, susceptibility: [Double], from stream: inout RandomStream
  ) -> Outbreak {
    let onset = stream.nextInteger(below: onsets)
    let (first, seeds) = (stream.nextInteger(below: areas), 1 + stream.nextInteger(below: 10))
    let isChanged = stream.nextInteger(below: 2) == 1
    let (changed, change) = (stream.nextInteger(below: areas), stream.nextInteger(below: onsets))
    var healthy = [Int](repeating: population, count: areas)
    var ill = [Int](repeating: 0, count: areas)
    var sigma = susceptibility
    var outbreak = Outbreak()
    for week in 0..<weeks {
      if week == onset {
        healthy[first] -= seeds
        ill[first] += seeds
      }
      if isChanged, week == change { sigma[changed] /= 2 }
      outbreak.cases.append(ill)
      outbreak.susceptibility.append(sigma)
      guard ill.contains(where: { $0 > 0 }) else { continue }
      let infections = healthy.indices.map { area in
        Binomial.draw(healthy[area], 1 - escape(area, sigma[area], ill), from: &stream)
      }
      for area in ill.indices {
        healthy[area] -= infections[area]
        ill[area] += infections[area] - Binomial.draw(ill[area], recovery, from: &stream)
      }
    }
    return outbreak
  }

  /// The probability that a susceptible person of an area escapes infection for a week.
  private func escape(_ area: Int, _ sigma: Double, _ ill: [Int]) -> Double {
    let contacts = sigma * reproduction * recovery / Double(population)
    return ill.indices.reduce(1.0) { product, other in
      let share = areas == 1 ? 1 : other == area ? 1 - travel : travel / Double(areas - 1)
      return product * Binomial.power(1 - contacts * share, ill[other])
    }
  }
}
