/// Finds the valid name that a mistyped one was probably meant to be.
public enum NearestName {
  /// The nearest of `names` by edit distance, if it is near enough to be a likely slip.
  ///
  /// The distance is that of Damerau and Levenshtein (adjacent transpositions count once, restricted form); at most a third
  /// of the letters, and at least one, may differ. Ties go to the earlier name.
  public static func of(_ found: String, among names: [String]) -> String? {
    let limit = max(1, found.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = editDistance(Array(found.lowercased()), Array(name.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// `" (did you mean 'x'?)"`, or nothing.
  public static func hint(for found: String, among names: [String]) -> String {
    of(found, among: names).map { " (did you mean '\($0)'?)" } ?? ""
  }

  private static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [[Int]](repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    for i in 1...a.count {
      for j in 1...b.count {
        let substitution = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[a.count][b.count]
  }
}
