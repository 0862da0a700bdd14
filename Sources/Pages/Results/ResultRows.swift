import DataReading
import Running
import Tables

/// The rows of a results table one after the other, of some of its columns.
///
/// A page shows what fits: of tables that are longer than ``longest`` the rows behind are not read.
public struct ResultRows {
  /// The most rows that are read of a table.
  public static let longest = 2_000_000

  /// The file's name.
  public let file: String
  /// The number of the row, from 1; 0 before the first.
  public var row: Int { scan.row }
  /// Whether rows are left out at the end.
  public private(set) var isCut = false
  private var scan: TableScan
  private let places: [Int]

  /// A table's rows; `nil` where it lacks one of the columns.
  init?(_ path: String, columns: [String]) throws {
    scan = try TableScan(file: path, Files.stream(path))
    file = Files.name(of: path)
    let places = columns.compactMap(scan.names.firstIndex)
    guard places.count == columns.count else { return nil }
    self.places = places
  }

  /// Goes to the next row; `false` where there is none, or no more are read.
  public mutating func next() throws -> Bool {
    guard scan.row < Self.longest else {
      isCut = try isCut || scan.next()
      return false
    }
    return try scan.next()
  }

  /// The text of a cell, by the place of its column among those that were asked for.
  public func text(_ place: Int) -> String { scan.text(places[place]) }

  /// The number in a cell; `nil` where it is empty or no number.
  public func number(_ place: Int) -> Double? {
    scan.number(places[place]) ?? NumberText.parse(text(place))
  }

  /// The whole number in a cell; `nil` where it is empty or none.
  public func integer(_ place: Int) -> Int? { Int(text(place)) }

  /// Whether a cell has this text.
  public func holds(_ text: [UInt8], _ place: Int) -> Bool { scan.holds(text, in: places[place]) }
}
