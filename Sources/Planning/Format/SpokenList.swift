/// Names in a sentence.
enum SpokenList {
  /// `a`, `a and b`, `a, b and c`.
  static func and(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
