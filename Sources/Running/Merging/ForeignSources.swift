/// Records in folders to merge that another program than this one made, which are not mixed with this one's.
public struct ForeignSources: Error, Sendable, CustomStringConvertible {
  /// The runs of each folder that has some; never empty.
  public let folders: [ForeignRecords]

  /// `nil` where there are none.
  init?(_ folders: [ForeignRecords]) {
    guard !folders.isEmpty else { return nil }
    self.folders = folders
  }

  /// The runs of every folder, and what can be done.
  public var description: String {
    folders.map { "\($0.summary):\n\($0.list)" }.joined()
      + "they are not merged; merge with the program that made them, or leave their folder out"
  }
}
