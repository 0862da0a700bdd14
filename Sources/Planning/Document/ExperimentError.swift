/// One thing that is wrong with an experiment: where, at which key, what was found and what is allowed.
public struct ExperimentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Which exit status a mistake leads to.
  public enum Reason: Sendable, Hashable {
    /// The experiment or its data are wrong (exit 65).
    case invalid
    /// A file that the experiment names is not there or cannot be read (exit 66).
    case missingInput
  }

  /// Where, if the mistake has a place.
  public let position: SourcePosition?
  /// The dotted path of the key, such as `training.optimizer.learning_rate`; empty for the whole file.
  public let keyPath: String
  /// What was found, what is allowed, and the nearest valid name.
  public let message: String
  /// Which exit status follows.
  public let reason: Reason

  package init(_ position: SourcePosition?, _ keyPath: String, _ message: String, reason: Reason = .invalid) {
    self.position = position
    self.keyPath = keyPath
    self.message = message
    self.reason = reason
  }

  /// `file:line:column: key.path: message`, and below it the line with a caret.
  public var description: String {
    let head = [position?.text, keyPath.isEmpty ? nil : keyPath, message].compactMap { $0 }
    return head.joined(separator: ": ") + (position?.excerpt ?? "")
  }
}

/// Everything found wrong with an experiment, in the order of the file; never empty.
public struct ExperimentErrors: Error, Sendable, Hashable, CustomStringConvertible {
  /// The mistakes. The first decides the exit status.
  public let errors: [ExperimentError]

  /// No more than this many are kept: one slip in a long file can break every line.
  static let limit = 50

  package init(_ errors: [ExperimentError]) {
    precondition(!errors.isEmpty, "there must be something wrong")
    var seen: Set<ExperimentError> = []
    let distinct = errors.filter { seen.insert($0).inserted }
    self.errors = Array(
      distinct.enumerated().sorted { Self.precedes($0, $1) }.map(\.element).prefix(Self.limit))
  }

  package init(_ error: ExperimentError) { self.init([error]) }

  /// 65 for a bad experiment or bad data, 66 where a named file is missing.
  public var exitCode: Int32 { errors[0].reason == .missingInput ? 66 : 65 }

  /// The mistakes, one after the other.
  public var description: String { errors.map(\.description).joined(separator: "\n") }

  /// Places in the file come in its order, what has no place in it comes last; ties keep the order of discovery.
  private static func precedes(
    _ a: (offset: Int, element: ExperimentError), _ b: (offset: Int, element: ExperimentError)
  ) -> Bool {
    key(a) < key(b)
  }

  private static func key(_ item: (offset: Int, element: ExperimentError)) -> (Int, Int, Int) {
    guard let position = item.element.position, position.source.isFile else { return (.max, 0, item.offset) }
    return (position.line, position.column, item.offset)
  }
}
