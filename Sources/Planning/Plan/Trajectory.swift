import Catalog
import Digest

/// What runs of different lengths have in common that go the same way: everything but the number of updates.
///
/// Its text is that of ``RunIdentity`` without the key that says the length; schedules and all else that changes with the updates are
/// settings of their own, so that runs which differ in them differ here. Its id is `t-` and the first 20 hexadecimal digits of the SHA-256 of
/// the text, a line `replicate N` and the line of what the replicate reads.
extension RunIdentity {
  /// `t-…`; `nil` where the settings have no such key.
  ///
  /// - Parameters:
  ///   - key: the dotted path of the key that says the length.
  ///   - replicate: the replicate, from 0.
  ///   - source: what this replicate reads, on one line; `nil` for nothing.
  func trajectoryID(without key: String, replicate: Int, source: String?) -> String? {
    guard let text = CanonicalText.removing(key.split(separator: "."), from: text) else { return nil }
    var hash = SHA256()
    hash.update("\(text)replicate \(replicate)\n".utf8)
    if let source { hash.update("\(source)\n".utf8) }
    return "t-" + Hexadecimal.text(hash.finalize().prefix(10))
  }
}

extension RunSpecification {
  /// The id that the run shares with those that differ in their number of updates alone, `t-…`; `nil` where there can be none.
  public var trajectoryID: String? {
    type(of: specification.study).lengthKey.flatMap {
      settings.identity.trajectoryID(
        without: $0, replicate: replicate, source: specification.study.source(ofReplicate: replicate))
    }
  }
}

extension ExperimentPlan {
  /// The trajectories of each cell's first run.
  public var trajectories: Set<String> { Set(allCells.compactMap { $0.run(replicate: 0).trajectoryID }) }
}
