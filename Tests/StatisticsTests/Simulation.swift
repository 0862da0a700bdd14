import RandomStreams
import Statistics

/// How often intervals cover the truth when two policies of equal mean are compared again and again.
struct Simulation {
  /// Comparisons made.
  let repetitions: Int
  /// Share in which the t interval of the candidate's mean covers it.
  private(set) var student = 0.0
  /// Share in which the t interval of the paired difference covers 0.
  private(set) var pairedStudent = 0.0
  /// Share in which the sign-flip interval covers 0, which is the share in which p > 0.05.
  private(set) var signFlip = 0.0

  /// Compares `policies` over `pairs` replicates, `repetitions` times; without the costly sign-flip test if not asked
  /// for.
  init(_ policies: EqualMeans, pairs: Int, repetitions: Int, flips: Bool = true) {
    self.repetitions = repetitions
    var stream = RandomStream(key(policies.description, pairs))
    var (student, pairedStudent, signFlip) = (0, 0, 0)
    for repetition in 0..<repetitions {
      var (candidate, differences): ([Double], [Double]) = ([], [])
      for _ in 0..<pairs {
        let base = policies.baseline(&stream)
        candidate.append(policies.candidate(&stream))
        differences.append(candidate.last! - base)
      }
      if StudentT.interval(Moments(candidate))!.contains(policies.mean) { student += 1 }
      if StudentT.interval(Moments(differences))!.contains(0) { pairedStudent += 1 }
      if flips, FlippedMeans(differences: differences, key: key("simulation", repetition)).pValue > 0.05 {
        signFlip += 1
      }
    }
    self.student = Double(student) / Double(repetitions)
    self.pairedStudent = Double(pairedStudent) / Double(repetitions)
    self.signFlip = Double(signFlip) / Double(repetitions)
  }

  /// Whether a share measured here may stem from `truth`: 5.2 standard errors, passed with a chance of 2·10⁻⁷.
  func allows(_ truth: Double, measured: Double) -> Bool {
    // The normal bound is too narrow for rare events; two more counts keep it on the safe side there.
    abs(measured - truth) * Double(repetitions)
      <= 5.2 * (Double(repetitions) * truth * (1 - truth)).squareRoot() + 2
  }
}
