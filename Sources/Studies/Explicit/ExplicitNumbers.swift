import Catalog
import Planning
import Recurrence
import SequenceTasks
import Sequences

/// Reads the explicit numbers of a file and checks that their shapes fit together.
struct ExplicitNumbers {
  let root: ConfigNode
  let settings: Settings
  /// Everything found wrong so far.
  private(set) var errors: [ExperimentError] = []

  init(root: ConfigNode, settings: Settings) {
    self.root = root
    self.settings = settings
  }

  /// The weights of a read-out with so many outputs.
  mutating func readout(rows: Int, hidden n: Int) -> AffineWeights {
    affine(
      (settings["network"]["readout"], "network.readout"), rows: rows, columns: n,
      "a column for each hidden unit")
  }

  /// The weights of one layer, of the gates that its variant has.
  mutating func layer(inputs m: Int, hidden n: Int, _ concatenation: Concatenation) -> NetworkWeights.Layer {
    let network = settings["network"]
    let columns =
      "the columns are \(concatenation == .inputThenHidden ? "\(m) of the input and \(n) of the hidden state" : "\(n) of the hidden state and \(m) of the input")"
    let (variant, peepholes) = (network.variant, network.flag("peepholes"))
    let weights = network["weights"]
    let candidate = self.candidate(weights, rows: n, columns: m + n, columns)
    func gate(_ gate: LSTMGate) -> AffineWeights {
      let path = "network.weights.\(gate.rawValue)"
      guard present(gate, variant, weights, path) else {
        return .absent(rows: n, columns: m + n, peepholes: peepholes)
      }
      var result = affine((weights[gate.rawValue], path), rows: n, columns: m + n, columns)
      result.peepholes = self.peepholes(weights[gate.rawValue], path, count: peepholes ? n : 0)
      result.gateWeights = gateWeights(weights[gate.rawValue], path, rows: variant.seesGates ? n : 0)
      return result
    }
    return NetworkWeights.Layer(
      input: gate(.input), forget: gate(.forget), candidate: candidate, output: gate(.output))
  }

  private mutating func candidate(
    _ weights: Settings, rows: Int, columns: Int, _ columnsInWords: String
  ) -> AffineWeights {
    let path = "network.weights.candidate"
    guard weights.values["candidate"] != nil else {
      for stray in ["layout", "prefix", "layers", "readout"] where weights.values[stray] != nil {
        fail("network.weights.\(stray)", "says how the names of a file are meant, and there is no `file`")
      }
      fail(path, "is missing; expected a map with the keys w, b")
      return .absent(rows: rows, columns: columns, peepholes: false)
    }
    return affine((weights["candidate"], path), rows: rows, columns: columns, columnsInWords)
  }

  mutating func fail(_ path: String, _ message: String) {
    let node = root.node(at: path)
    let outer = path.split(separator: ".").dropLast().joined(separator: ".")
    errors.append(ExperimentError((node ?? root.node(at: outer))?.position, node?.path ?? path, message))
  }

  mutating func affine(
    _ block: (values: Settings, path: String), rows: Int, columns: Int, _ columnsInWords: String
  ) -> AffineWeights {
    let (w, b) = (block.values.matrix("w"), block.values.optionalNumbers("b") ?? [])
    if let bad = w.firstIndex(where: { $0.count != columns }) {
      failRow(
        block.path + ".w", bad,
        "found \(w[bad].count) numbers in row \(bad); W must be \(rows)×\(columns): \(columnsInWords)")
    } else if w.count != rows {
      fail(
        block.path + ".w", "found \(w.count)×\(columns); W must be \(rows)×\(columns), one row for each unit")
    }
    if b.count != rows {
      fail(block.path + ".b", "found \(b.count) numbers; b must have \(rows), one for each row of W")
    }
    checkRange(block.path + ".w", w)
    checkRange(block.path + ".b", b)
    return AffineWeights(w, bias: b)
  }

  /// The engines take their inputs in single precision, where a larger number would be infinite; one limit serves all.
  mutating func checkRange(_ path: String, _ values: [Double]) {
    guard let bad = values.first(where: { !Float($0).isFinite }) else { return }
    fail(path, Self.tooLarge(bad))
  }

  mutating func checkRange(_ path: String, _ rows: [[Double]]) {
    for (index, row) in rows.enumerated() {
      if let bad = row.first(where: { !Float($0).isFinite }) {
        return failRow(path, index, Self.tooLarge(bad))
      }
    }
  }

  private static func tooLarge(_ value: Double) -> String {
    "found \(ParameterValue.text(of: value)); expected the range of single precision, \(-Float.greatestFiniteMagnitude) to \(Float.greatestFiniteMagnitude)"
  }

  mutating func failRow(_ path: String, _ row: Int, _ message: String) {
    guard case .sequence(let rows)? = root.node(at: path)?.content else { return fail(path, message) }
    errors.append(ExperimentError(rows[row].position, "\(path)[\(row)]", message))
  }

  /// h or c before the first step; zeros where the file is silent.
  mutating func state(_ name: String, _ n: Int) -> [Double] {
    guard let values = settings["initial"].optionalNumbers(name) else { return Array(repeating: 0, count: n) }
    if values.count != n {
      fail("initial.\(name)", "found \(values.count) numbers; expected \(n), one for each hidden unit")
    }
    checkRange("initial.\(name)", values)
    return values
  }

  /// The inputs, rows of m.
  mutating func inputs(_ m: Int) -> [[Double]] {
    let rows = settings.matrix("inputs")
    if rows.count > ExperimentFormat.Limit.traceSteps {
      fail("inputs", "found \(rows.count) steps; at most \(ExperimentFormat.Limit.traceSteps) are allowed")
    }
    if let bad = rows.firstIndex(where: { $0.count != m }) {
      failRow(
        "inputs", bad, "found \(rows[bad].count) numbers at step \(bad); expected \(m), one for each input")
    }
    checkRange("inputs", rows)
    return rows
  }
}

extension CellBuilder {
  /// Reads explicit numbers; `nil` where their shapes do not fit, which is then among the errors.
  mutating func explicit<Numbers>(_ read: (inout ExplicitNumbers) -> Numbers) -> Numbers? {
    var numbers = ExplicitNumbers(root: root, settings: Settings(settings))
    let result = read(&numbers)
    take(numbers.errors)
    return numbers.errors.isEmpty ? result : nil
  }
}
