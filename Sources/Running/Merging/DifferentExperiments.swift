/// Two folders that hold different experiments, and so cannot become one.
public struct DifferentExperiments: Error, Sendable, Hashable, CustomStringConvertible {
  /// A key with its value in each folder.
  public struct Difference: Sendable, Hashable {
    /// The dotted path; `numerics` for the version of the numerics, `data` for the digests of the data files.
    public let key: String
    /// The value in the first folder; `nil` where it has no such key.
    public let first: String?
    /// The value in the other.
    public let other: String?

    init(_ key: String, _ first: String?, _ other: String?) {
      self.key = key
      self.first = first
      self.other = other
    }
  }

  /// The folder that was named first.
  public let first: String
  /// The folder that differs from it.
  public let other: String
  /// The keys that differ; never empty.
  public let differences: [Difference]

  /// `nil` where nothing differs.
  init?(first: String, other: String, _ differences: [Difference]) {
    guard !differences.isEmpty else { return nil }
    self.first = first
    self.other = other
    self.differences = differences
  }

  /// The folders, and up to eight keys with both values.
  public var description: String {
    let shown = differences.prefix(8).map {
      "\n  \($0.key): \(Self.text($0.first)) in '\(first)', \(Self.text($0.other)) in '\(other)'"
    }.joined()
    let more = differences.count > 8 ? "\n  … and \(differences.count - 8) more" : ""
    return "'\(first)' and '\(other)' hold different experiments, which cannot be merged:\(shown)\(more)"
  }

  private static func text(_ value: String?) -> String {
    guard let value else { return "not set" }
    let beginning = value.prefix(80)
    return beginning + (beginning.endIndex < value.endIndex ? "…" : "")
  }
}
