import Catalog

/// The columns of a table by name.
struct ColumnNames {
  /// The names in order; empty where the header has none.
  let names: [String]
  private let file: String
  /// The first column of each name, and the second where there is one.
  private let places: [String: (first: Int, second: Int?)]

  init(_ names: [String], file: String) {
    self.names = names
    self.file = file
    var places: [String: (first: Int, second: Int?)] = [:]
    for (column, name) in names.enumerated() {
      if let known = places[name] {
        if known.second == nil { places[name]?.second = column }
      } else {
        places[name] = (column, nil)
      }
    }
    self.places = places
  }

  /// How many there are.
  var count: Int { names.count }

  /// The column that a setting names.
  ///
  /// - Throws: `ParameterError` where no column has the name, or two have.
  func column(_ name: String, _ setting: String) throws(ParameterError) -> Int {
    guard let found = places[name] else {
      let known = names.filter { !$0.isEmpty }
      let list = known.prefix(60).joined(separator: ", ") + (known.count > 60 ? ", …" : "")
      throw .notAdmissible(
        name: setting, found: "'\(name)'\(NearestName.hint(for: name, among: known))",
        allowed: "a column of \(file): \(list)")
    }
    if let second = found.second {
      throw .notAdmissible(
        name: setting,
        found: "'\(name)', the name of the columns \(found.first + 1) and \(second + 1) of \(file)",
        allowed: "a name that one column has")
    }
    return found.first
  }

  /// The columns that a setting lists, each once.
  ///
  /// - Throws: `ParameterError` where one is not there or twice in the list, or the list is empty.
  func columns(_ list: [String], _ setting: String) throws(ParameterError) -> [Int] {
    guard !list.isEmpty else {
      throw .notAdmissible(name: setting, found: "empty", allowed: "a list of columns of \(file)")
    }
    var columns: [Int] = []
    var seen: Set<Int> = []
    for name in list {
      let column = try column(name, setting)
      guard seen.insert(column).inserted else {
        throw .notAdmissible(name: setting, found: "'\(name)' twice", allowed: "each column once")
      }
      columns.append(column)
    }
    return columns
  }

  /// The column that a setting names, or tells by its place from 1 where that is no name.
  func columnOrPlace(_ name: String, _ setting: String) throws(ParameterError) -> Int {
    if places[name] == nil, let place = Int(name), 1...max(1, count) ~= place { return place - 1 }
    return try column(name, setting)
  }
}
