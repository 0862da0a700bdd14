import ArgumentParser
import Planning
import Running

/// What the subcommands that try runs say of `--trial`.
extension TimeEstimate {
  /// Refuses what is no time for a trial.
  static func validate(trial: Double) throws {
    guard trial >= 0, trial <= 3600 else {
      throw ValidationError("--trial is \(trial); expected seconds from 0 to 3600")
    }
  }

  /// Why there is no estimate of a plan after a trial of so many seconds.
  static func tooShort(_ trial: Double, _ plan: ExperimentPlan) -> String {
    let place = plan.study.preparation.map { "past \($0), with which each begins," } ?? "far enough"
    return
      "how long runs take is not known: none of them got \(place) in \(RoughTime.short(seconds: trial)) of trial; try a longer one, such as "
      + "--trial \(Int((trial * 30).rounded(.up)))"
  }
}
