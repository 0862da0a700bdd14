/// Names out of a file in messages: a file may hold tens of thousands, each as long as it likes.
enum NameList {
  private static let count = 8
  private static let length = 100

  /// A name, cut where it is long.
  static func shortened(_ name: String) -> String {
    let beginning = name.prefix(length)
    return beginning.endIndex < name.endIndex ? beginning + "…" : name
  }

  /// The first names in quotes, and how many there are beside them.
  static func quoted(_ names: [String]) -> String {
    list(names.prefix(count).map { "'\(shortened($0))'" }, names)
  }

  /// The first names, and how many there are beside them.
  static func plain(_ names: [String]) -> String { list(names.prefix(count).map(shortened), names) }

  private static func list(_ shown: [String], _ names: [String]) -> String {
    shown.joined(separator: ", ")
      + (names.count > shown.count ? " and \(names.count - shown.count) more" : "")
  }
}
