/// Conflicts in a message, a line each.
enum ConflictList {
  /// Conflicts shown before the rest is only counted.
  private static let shown = 8

  /// The lines, each with its end.
  static func text(_ conflicts: [String]) -> String {
    let lines = conflicts.prefix(shown).map { "  \($0)\n" }.joined()
    return conflicts.count > shown ? lines + "  … and \(conflicts.count - shown) more\n" : lines
  }
}
