/// A property of a task that a network trained on it depends on, such as the order of classes, a split, or what symbols stand for.
///
/// Saved networks keep a digest of it, and are refused where a task states another under the same name.
public struct NetworkAssumption: Sendable, Hashable {
  /// The name under which saved networks keep it.
  public let name: String
  /// The property as texts, in order.
  public let texts: [String]
  /// The message for a network that was trained with another one.
  public let refusal: String

  /// An assumption.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - texts: the property as texts, in order.
  ///   - refusal: the message for a network that was trained with another one.
  public init(_ name: String, of texts: [String], refusal: String) {
    (self.name, self.texts, self.refusal) = (name, texts, refusal)
  }
}

extension NetworkAssumption {
  /// What the rows of an embedding stand for.
  ///
  /// - Parameter names: the symbol of each row; a row that several share is named "".
  public static func symbols(_ names: [String]) -> NetworkAssumption {
    NetworkAssumption(
      "symbols", of: names,
      refusal: "the rows of the file's embedding are of other symbols than those of the task's training data")
  }
}
