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

  /// The weights of one layer, of the blocks that its cell and variant have.
  mutating func layer(_ configuration: NetworkConfiguration) -> NetworkWeights.Layer {
    let (n, weights, structure) = (
      configuration.hidden, settings["network"]["weights"], configuration.structure
    )
    refuseStrays(weights, structure)
    return NetworkWeights.Layer(
      structure.blocks.map { block in
        guard block.hasParameters else { return AffineWeights([], bias: []) }
        let (m, h) = (
          block.seesInput ? configuration.inputWidth : 0, block.hidden == .allUnits ? n : 0
        )
        let gate = structure.gates.first { $0.block == block }
        let path = "network.weights.\(block.name)"
        let hasPeepholes = configuration.peepholes && gate != nil
        guard present(block, gate.flatMap { configuration.variant.objection(to: $0) }, weights, path) else {
          return .absent(
            rows: n, columns: m + h, peepholes: hasPeepholes, seesItself: block.hidden == .ownUnit)
        }
        var result = affine(
          (weights[block.name], path), rows: n, columns: m + h,
          columnsInWords(inputs: m, hidden: h, configuration.concatenation))
        let values = weights[block.name]
        result.ownWeights = ownWeights(values, path, count: block.hidden == .ownUnit ? n : 0)
        guard gate != nil, configuration.cell == .lstm else {
          refuseGateInputs(values, path, of: configuration.cell)
          return result
        }
        result.peepholes = peepholes(values, path, count: hasPeepholes ? n : 0)
        result.gateWeights = gateWeights(values, path, rows: configuration.variant.seesGates ? n : 0)
        return result
      })
  }

  /// What only gates of an LSTM see, in other blocks.
  private mutating func refuseGateInputs(_ values: Settings, _ path: String, of cell: CellKind) {
    for key in ["p", "r"] where values.values[key] != nil {
      fail(
        "\(path).\(key)",
        "is of an LSTM's gates, and \(cell == .lstm ? "this is its candidate" : "the cell is \(cell.kind)"); leave it out"
      )
    }
  }

  private func columnsInWords(inputs m: Int, hidden n: Int, _ concatenation: Concatenation) -> String {
    if n == 0 { return "a column for each input" }
    if m == 0 { return "a column for each hidden unit" }
    return "the columns are "
      + (concatenation == .inputThenHidden
        ? "\(m) of the input and \(n) of the hidden state" : "\(n) of the hidden state and \(m) of the input")
  }

  /// Blocks of other cells, and how names of a file are meant where there is none.
  private mutating func refuseStrays(_ weights: Settings, _ structure: CellStructure) {
    for key in weights.values.keys.sorted()
    where key != "skip" && !structure.blocks.contains(where: { $0.name == key && $0.hasParameters }) {
      if ["layout", "prefix", "layers", "readout", "embedding"].contains(key) {
        fail("network.weights.\(key)", "says how the names of a file are meant, and there is no `file`")
      } else {
        let names = structure.biased.map(\.name).joined(separator: ", ")
        fail("network.weights.\(key)", "is not used by this cell, whose weights are \(names)")
      }
    }
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

  /// h and c before the first step, zeros where the file is silent; `nil` where they do not fit, which is then among the errors.
  mutating func initialState(_ n: Int, _ cell: CellKind) -> InitialState? {
    if !cell.value.structure.hasCell, root.node(at: "initial.cell") != nil {
      fail(
        "initial.cell",
        "is not used, because \(cell.kind) has no cell beside its hidden state; leave it out, and start it by `hidden`"
      )
    }
    let (hidden, memory) = (state("hidden", n), state("cell", n))
    return errors.isEmpty ? InitialState(hidden: hidden, cell: memory) : nil
  }

  /// h or c before the first step.
  private mutating func state(_ name: String, _ n: Int) -> [Double] {
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
