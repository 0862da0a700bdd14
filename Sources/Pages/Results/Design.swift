import DataReading
import Running

/// The cells and the runs of a sweep, and how figures group them: a series for every value of the compared axis, a figure for all values
/// of the others.
public struct Design: Sendable {
  /// A cell of the sweep.
  public struct Cell: Sendable {
    /// Its id.
    public let id: String
    /// Its values of the axes.
    public let labels: [String]
    /// Its series: the place of its value among those of the compared axis.
    public let series: Int
    /// Its group: the place of its other values among all.
    public let group: Int
    /// Its runs.
    public fileprivate(set) var runs = 0
  }

  /// The axes.
  public let axes: [String]
  /// The cells, in the order of the plan.
  public private(set) var cells: [Cell] = []
  /// The names of the series.
  public private(set) var series: [String] = []
  /// The groups by the values of the axes that are not compared, as `axis = value`; empty where there is one alone.
  public private(set) var groups: [String] = []
  /// The series that others are compared with.
  public let baseline: Int?
  /// How many runs there are.
  public private(set) var runs = 0
  /// How many of them diverged.
  public private(set) var diverged = 0
  private var places: [String: Int] = [:]

  /// The design in `runs.csv`; `nil` where the file is no such table.
  ///
  /// - Parameters:
  ///   - path: the table.
  ///   - compared: the compared axis; without one the last axis takes its part.
  ///   - baseline: its value that others are compared with.
  init?(_ path: String, compared: String?, baseline: String?) throws {
    var scan = try TableScan(file: path, Files.stream(path))
    let names = scan.names
    guard let id = names.firstIndex(of: "cell_id"), let status = names.firstIndex(of: "status"),
      let first = names.firstIndex(of: "replicate"), first < status
    else { return nil }
    let columns = Array(first + 1..<status)
    let axes = columns.map { names[$0] }
    let axis = compared.flatMap(axes.firstIndex) ?? axes.indices.last
    var (seriesPlaces, groupPlaces) = ([String: Int](), [String: Int]())
    func place(_ name: String, _ places: inout [String: Int], _ list: inout [String]) -> Int {
      if let place = places[name] { return place }
      places[name] = list.count
      list.append(name)
      return list.count - 1
    }
    self.axes = axes
    var list: [Cell] = []
    var (all, groups) = ([String](), [String]())
    while try scan.next() {
      let cell = scan.text(id)
      if places[cell] == nil {
        let labels = columns.map { scan.text($0) }
        let others = axes.indices.filter { $0 != axis }.map { "\(axes[$0]) = \(labels[$0])" }.joined(
          separator: ", ")
        let name = axis.map { labels[$0] } ?? "the only cell"
        places[cell] = list.count
        list.append(
          Cell(
            id: cell, labels: labels, series: place(name, &seriesPlaces, &all),
            group: place(others, &groupPlaces, &groups)))
      }
      list[places[cell] ?? 0].runs += 1
      runs += 1
      if scan.text(status) == "diverged" { diverged += 1 }
    }
    cells = list
    series = all
    self.groups = groups
    self.baseline = baseline.flatMap { seriesPlaces[$0] }
  }

  /// The place of a cell among all, by its id.
  public func place(of cell: String) -> Int? { places[cell] }

  /// How much of a design has room on a page.
  enum Room {
    /// Groups that have figures of their own.
    static let groups = 6
    /// Series of one figure of curves.
    static let series = 6
    /// Cells of one figure with a row for each.
    static let rows = 24
    /// Runs of a cell that are drawn one by one.
    static let runs = 30
  }

  /// The series in parts that have room in one figure, the baseline in each.
  var seriesParts: [[Int]] {
    let others = series.indices.filter { $0 != baseline }
    let head = baseline.map { [$0] } ?? []
    let size = Room.series - head.count
    let parts = stride(from: 0, to: max(1, others.count), by: size).map { start in
      head + others[min(start, others.count)..<min(others.count, start + size)]
    }
    return Array(parts.prefix(4))
  }

  /// What is left out where groups and series are more than figures have room for.
  var omissions: [Passage] {
    var texts: [Passage] = []
    if groups.count > Room.groups {
      texts.append(
        .omission("\(groups.count - Room.groups) of \(groups.count) groups of cells are left out here."))
    }
    let shown = Set(seriesParts.joined()).count
    if shown < series.count {
      texts.append(.omission("\(series.count - shown) of \(series.count) series are left out here."))
    }
    return texts
  }
}
