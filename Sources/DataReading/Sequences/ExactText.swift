/// A text that is equal to those with the same code points alone.
///
/// Swift's own comparison takes é as one code point and as two for the same text; names in a file are what its bytes are.
struct ExactText: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension [String] {
  /// Whether no text is there twice.
  var areDifferent: Bool { Set(map(ExactText.init)).count == count }
}
