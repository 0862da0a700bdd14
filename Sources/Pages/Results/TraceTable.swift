import Catalog
import Running

/// The numbers of `trace.csv`, step by step, beside those that its experiment file gives.
struct TraceTable {
  /// The most time steps that a page draws.
  static let longest = 24

  /// A quantity at one step of a layer.
  struct Values {
    /// Its numbers, by unit.
    var numbers: [Double]
    /// The row of `trace.csv` in which the first stands.
    let row: Int
  }

  /// One step of a layer.
  struct Step {
    let step: Int
    let layer: Int
    /// The quantities in the order of the table.
    var names: [String] = []
    private var values: [String: Values] = [:]

    init(step: Int, layer: Int) { (self.step, self.layer) = (step, layer) }

    /// A quantity; `nil` where the table has none of it.
    subscript(name: String) -> Values? { values[name] }

    /// The names of the gates, in order.
    var gates: [String] {
      names.filter { $0.hasSuffix(".value") }.map { String($0.dropLast(".value".count)) }
    }

    mutating func append(_ name: String, _ number: Double, row: Int) {
      if values[name] == nil {
        names.append(name)
        values[name] = Values(numbers: [], row: row)
      }
      values[name]?.numbers.append(number)
    }
  }

  /// The first ``longest`` time steps, of each all layers.
  private(set) var steps: [Step] = []
  /// Time steps that are left out.
  private(set) var omitted = 0
  private let settings: [String: JSON]

  /// The trace of a folder; `nil` where it has none.
  init?(_ folder: ResultsFolder) throws {
    let path = Files.join(folder.path, "trace.csv")
    guard Files.exists(path) else { return nil }
    let columns = ["step", "layer", "quantity", "unit", "value"]
    guard var rows = try ResultRows(path, columns: columns) else { return nil }
    settings = Dictionary(
      (folder.experiment?.settings ?? []).compactMap { key, value in
        (try? JSON(Array(value.utf8))).map { (key, $0) }
      }, uniquingKeysWith: { first, _ in first })
    var last = -1
    while try rows.next() {
      guard let step = rows.integer(0), let layer = rows.integer(1) else { continue }
      last = max(last, step)
      guard step < Self.longest else { continue }
      if steps.last?.step != step || steps.last?.layer != layer {
        steps.append(Step(step: step, layer: layer))
      }
      steps[steps.count - 1].append(rows.text(2), rows.number(4) ?? .nan, row: rows.row)
    }
    guard !steps.isEmpty else { return nil }
    omitted = max(0, last + 1 - Self.longest)
  }

  /// The layers.
  var layers: Int { (steps.map(\.layer).max() ?? 0) + 1 }

  /// The steps of a layer, in order.
  func steps(of layer: Int) -> [Step] { steps.filter { $0.layer == layer } }

  // MARK: What the experiment file gives

  /// The word of a key; `nil` where the file is not known.
  func word(_ key: String) -> String? { settings[key]?.string }

  /// Whether the experiment is known.
  var isKnown: Bool { !settings.isEmpty }

  /// The input and the hidden state in the order of W's columns.
  var concatenation: String {
    word("network.concatenation") == "h_x" ? "[h_{t−1}, x_t]" : "[x_t, h_{t−1}]"
  }

  /// The names of the cell's blocks whose weights the file spells out.
  var blocks: [String] {
    let prefix = "network.weights."
    let names = settings.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".b") }.map {
      String($0.dropFirst(prefix.count).dropLast(2))
    }
    return names.filter { $0 != "skip" && !$0.contains(".") }.sorted()
  }

  /// W of a block, row by row; empty where the file does not spell it out.
  func weights(_ block: String) -> [[Double]] {
    (settings["network.weights.\(block).w"]?.items ?? []).map { $0.items.compactMap(Self.number) }
  }

  /// b of a block.
  func bias(_ block: String) -> [Double] {
    (settings["network.weights.\(block).b"]?.items ?? []).compactMap(Self.number)
  }

  /// The state of every layer before its first step, "cell" or "hidden"; zeros if the file omits it, `nil` if the file is not known.
  func initial(_ state: String, count: Int) -> [Double]? {
    guard isKnown else { return nil }
    guard let given = settings["initial.\(state)"]?.items else { return Array(repeating: 0, count: count) }
    let numbers = given.compactMap(Self.number)
    return numbers.count == count ? numbers : nil
  }

  private static func number(_ value: JSON) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
