import Digest

/// Something that a network relies on which learned a task, and which it cannot be read without: the order of classes, a split.
public struct NetworkAssumption: Sendable, Hashable {
  /// The name under which saved networks remember it.
  public let name: String
  /// What is remembered: the SHA-256 of what it is.
  public let value: String
  /// The sentence where a network was trained with something else.
  public let refusal: String

  /// An assumption.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - texts: what it is; of each its UTF-8 and a byte 0 enter the digest.
  ///   - refusal: the sentence where a network was trained with something else.
  public init(_ name: String, of texts: [String], refusal: String) {
    var hash = SHA256()
    for text in texts { hash.update(Array(text.utf8) + [0]) }
    (self.name, self.value, self.refusal) = (name, Hexadecimal.text(hash.finalize()), refusal)
  }
}
