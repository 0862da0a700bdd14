import Arrays
import Catalog
import Recurrence

/// Keras's `LSTM`: a name for each layer, matrices transposed, blocks i, f, c, o, one bias.
///
/// A layer's arrays are `NAME/kernel` [m, 4n], `NAME/recurrent_kernel` [n, 4n] and, unless `use_bias=False`, `NAME/bias` [4n], as in
/// `{w.path: w.numpy() for w in model.weights}` (Keras 3) and `{w.name: …}` (Keras 2, whose names end in `:0`). Layers that Keras
/// has named, `lstm`, `lstm_1`, …, are ordered by their numbers; other names need `network.weights.layers`.
/// The table of an `Embedding` is `NAME/embeddings` [V, e]. Refused are bidirectional networks and GRU.
struct KerasLayout: WeightLayout {
  private static let recurrentKernel = "recurrent_kernel"

  let name = "keras"
  let example = "lstm/lstm_cell/recurrent_kernel"
  let embeddingEnding = "/embeddings"
  let readoutEndings = (weight: "/kernel", bias: "/bias")

  func isPresent(in file: Safetensors) -> Bool {
    file.names.contains { $0.hasSuffix(Self.recurrentKernel) }
  }

  /// What stands before `recurrent_kernel`, slash included, in the order of the numbers in them.
  private func bases(_ file: Safetensors) -> [String] {
    NaturalOrder.sorted(
      file.names.filter { $0.hasSuffix(Self.recurrentKernel) }
        .map { String($0.dropLast(Self.recurrentKernel.count)) })
  }

  func layers(_ file: Safetensors, _ query: WeightsQuery) throws(WeightsProblems) -> [String] {
    let found = bases(file).filter { $0.hasPrefix(query.prefix ?? "") }
    let shown = NameList.quoted(found)
    if found.isEmpty {
      throw WeightsProblems(
        "weights.prefix",
        "found '\(query.prefix ?? "")', and no LSTM's name begins so; expected the beginning of one of "
          + NameList.quoted(bases(file)))
    }
    for base in found {
      if let reason = Self.refusal(file, base, query.configuration) {
        throw WeightsProblems("weights.file", reason)
      }
    }
    let chosen =
      try query.layers.map { names throws(WeightsProblems) in try Self.named(names, found) } ?? found
    guard chosen.count == query.configuration.layers else {
      throw WeightsProblems(
        query.layers == nil ? "weights.layers" : "layers",
        query.layers == nil
          ? "is missing; network.layers is \(query.configuration.layers), and the file has the LSTMs \(shown): list those to read, from the inputs up"
          : "found \(query.configuration.layers); weights.layers lists \(chosen.count)")
    }
    if query.layers == nil, chosen.count > 1, Set(chosen.map(Self.stem)).count > 1 {
      throw WeightsProblems(
        "weights.layers",
        "is missing; the names do not tell the order of the layers: list them from the inputs up, among \(shown)"
      )
    }
    return chosen
  }

  /// The bases that a person names: each the beginning of exactly one.
  private static func named(_ names: [String], _ found: [String]) throws(WeightsProblems) -> [String] {
    var chosen: [String] = []
    for name in names {
      let fitting = found.filter { $0 == name || $0.hasPrefix(name.hasSuffix("/") ? name : name + "/") }
      guard fitting.count == 1 else {
        let shown = NameList.quoted(found)
        throw WeightsProblems(
          "weights.layers",
          "'\(name)' is the name of \(fitting.isEmpty ? "no LSTM" : "several LSTMs") of the file; expected one of \(shown)"
        )
      }
      chosen.append(fitting[0])
    }
    return chosen
  }

  /// A name without its numbers: what layers have in common that Keras has named.
  private static func stem(_ base: String) -> String {
    String(base.unicodeScalars.filter { !("0"..."9").contains($0) && $0 != "_" }.map(Character.init))
  }

  private static func refusal(_ file: Safetensors, _ base: String, _ configuration: NetworkConfiguration)
    -> String?
  {
    if base.contains("backward_") || base.contains("bidirectional") {
      return
        "\(NameList.shortened(base))kernel is of a bidirectional LSTM, which reads the future too; only one direction is read"
    }
    if configuration.cell != .lstm {
      return
        "\(NameList.shortened(base))kernel is of Keras, of which only LSTMs are read, and the cell is \(configuration.cell.kind)"
    }
    let name = base + recurrentKernel
    return CellCheck.objection(
      blocks: file[name].flatMap {
        $0.shape.count == 2 && $0.shape[0] > 0 ? ($0.shape[1], $0.shape[0]) : nil
      },
      of: name, file[name]?.shape ?? [], configuration)
  }

  func parameters(
    _ reader: inout ArrayReader, _ place: String, layer: Int, _ configuration: NetworkConfiguration
  ) -> [Double] {
    let (m, n) = (configuration.inputWidth(layer: layer), configuration.hidden)
    if configuration.peepholes || configuration.variant.seesGates || configuration.skips {
      reader.fail(
        "\(NameList.shortened(place))kernel is of an LSTM of Keras, which has neither peepholes nor gate weights and skips no steps; take a plain network"
      )
      return []
    }
    let inputs = reader.numbers(
      place + "kernel", [m, 4 * n],
      "\(m) \(layer == 0 ? "inputs" : "units of the layer below"), 4 × \(n) hidden units")
    let recurrent = reader.numbers(
      place + Self.recurrentKernel, [n, 4 * n], "\(n) hidden units, 4 × \(n) hidden units")
    let bias =
      reader.file[place + "bias"] == nil
      ? Array(repeating: 0, count: 4 * n) : reader.numbers(place + "bias", [4 * n], "4 × \(n) hidden units")
    return Self.transposed(inputs, columns: 4 * n) + Self.transposed(recurrent, columns: 4 * n) + bias
  }

  /// The transpose of a row-major matrix.
  private static func transposed(_ numbers: [Double], columns: Int) -> [Double] {
    let rows = numbers.count / columns
    return (0..<columns).flatMap { column in (0..<rows).map { numbers[$0 * columns + column] } }
  }

  func readoutShape(outputs k: Int, hidden n: Int) -> [Int] { [n, k] }
  func outputs(_ shape: [Int], hidden n: Int) -> Int? {
    shape.count == 2 && shape[0] == n && shape[1] > 0 ? shape[1] : nil
  }
  func readoutWeights(_ numbers: [Double], outputs k: Int, hidden _: Int) -> [Double] {
    Self.transposed(numbers, columns: k)
  }
}
