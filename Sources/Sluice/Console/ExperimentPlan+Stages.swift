import Planning
import Running

extension ExperimentPlan {
  /// The plan with the settings that the finished runs of a results folder choose, where something is tuned.
  func chosen(in folder: String) throws -> ExperimentPlan {
    guard tuning != nil, Files.exists(folder) else { return self }
    return try chosen(by: RunStore(folder).records())
  }
}

/// The runs of a share that try settings are finished, and those of other shares are not.
struct AwaitsShares: Error, CustomStringConvertible {
  let folder: String
  let finished: Int
  let total: Int

  var description: String {
    """
    stage 1 needs all shares: this one is finished, and '\(folder)' has \(finished) of the \(total) runs that try settings; merge the \
    folders of all shares, then run each share again, in the merged folder or a copy of it
    """
  }
}
