import Arrays
import Catalog
import Recurrence

/// PyTorch's `nn.LSTM`, `nn.GRU` and `nn.RNN`, and the other cells as PyTorch would have them: one prefix for the whole stack, layers
/// by number, blocks in the cell's order, two biases that add up.
///
/// Read are one to n layers, with and without biases, and the peepholes and gate weights that Sluice writes under names of its own.
/// The table of an `nn.Embedding` is `NAME.weight` [V, e].
/// Refused are bidirectional networks and projections, which Sluice does not have, and networks of another cell.
struct TorchLayout: WeightLayout {
  let name = "pytorch"
  let example = "weight_ih_l0"
  let embeddingEnding = ".weight"
  let readoutEndings = (weight: ".weight", bias: ".bias")

  func isPresent(in file: Safetensors) -> Bool { !prefixes(file).isEmpty }

  /// What stands before `weight_ih_l0`, sorted.
  private func prefixes(_ file: Safetensors) -> [String] {
    let first = NetworkNames.inputWeights(0)
    return file.names.filter { $0.hasSuffix(first) }.map { String($0.dropLast(first.count)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func layers(_ file: Safetensors, _ query: WeightsQuery) throws(WeightsProblems) -> [String] {
    if query.layers != nil {
      throw WeightsProblems(
        "weights.layers", "is for layers that have names of their own, as Keras's; PyTorch's are numbered")
    }
    let prefix = try prefix(file, query)
    if let reason = Self.refusal(file, prefix, query.configuration) {
      throw WeightsProblems("weights.file", reason)
    }
    var count = 1
    while file[prefix + NetworkNames.inputWeights(count)] != nil { count += 1 }
    guard count == query.configuration.layers else {
      throw WeightsProblems(
        "layers", "found \(query.configuration.layers); the file's \(query.configuration.noun) has \(count)")
    }
    return Array(repeating: prefix, count: count)
  }

  private func prefix(_ file: Safetensors, _ query: WeightsQuery) throws(WeightsProblems) -> String {
    let found = prefixes(file)
    // The last dot may be left out, and a dot alone stands for no prefix.
    func written(_ prefix: String) -> String { prefix.hasSuffix(".") ? String(prefix.dropLast()) : prefix }
    let shown = NameList.quoted(found.map { $0.isEmpty ? "." : written($0) })
    if let prefix = query.prefix {
      guard let exact = found.first(where: { written($0) == written(prefix) }) else {
        throw WeightsProblems(
          "weights.prefix",
          "found '\(prefix)', and no \(query.configuration.noun) of the file has that prefix; expected one of \(shown)"
        )
      }
      return exact
    }
    guard found.count == 1 else {
      throw WeightsProblems(
        "weights.prefix",
        "is missing; the file has several \(query.configuration.noun)s: expected one of \(shown)")
    }
    return found[0]
  }

  /// Why a network of these names is none that Sluice has, or not of the cell that is asked for; `nil` where it may be one.
  private static func refusal(_ file: Safetensors, _ prefix: String, _ configuration: NetworkConfiguration)
    -> String?
  {
    let shown = NameList.shortened(prefix)
    if file[prefix + "weight_ih_l0_reverse"] != nil {
      return
        "\(shown)weight_ih_l0_reverse is of a bidirectional \(configuration.noun), which reads the future too; only one direction is read"
    }
    if file[prefix + "weight_hr_l0"] != nil {
      return "\(shown)weight_hr_l0 is of an LSTM with projections (proj_size), which Sluice does not have"
    }
    let name = prefix + NetworkNames.recurrentWeights(0)
    return CellCheck.objection(
      blocks: file[name].flatMap {
        $0.shape.count == 2 && $0.shape[1] > 0 ? ($0.shape[0], $0.shape[1]) : nil
      },
      of: name, file[name]?.shape ?? [], configuration)
  }

  func parameters(
    _ reader: inout ArrayReader, _ place: String, layer: Int, _ configuration: NetworkConfiguration
  ) -> [Double] {
    let (m, n, structure) = (
      configuration.inputWidth(layer: layer), configuration.hidden, configuration.structure
    )
    func read(_ name: String, groups: Int, columns: Int?, _ words: String?) -> [Double] {
      guard groups > 0 else { return [] }
      let rows = "\(groups == 1 ? "" : "\(groups) × ")\(n) hidden units"
      return reader.numbers(
        place + name, [groups * n] + (columns.map { [$0] } ?? []), rows + (words.map { ", \($0)" } ?? ""))
    }
    let inputs = read(
      NetworkNames.inputWeights(layer), groups: structure.seeingInput.count, columns: m,
      "\(m) \(layer == 0 ? "inputs" : "units of the layer below")")
    let recurrent = read(
      NetworkNames.recurrentWeights(layer), groups: structure.seeingHidden.count, columns: n,
      "\(n) hidden units")
    let own = read(
      NetworkNames.ownWeights(layer), groups: structure.seeingThemselves.count, columns: nil, nil)
    return inputs + recurrent + bias(&reader, place, layer, configuration) + own
      + gateInputs(&reader, place, layer, configuration)
      + skipParameters(&reader, place, layer, configuration)
  }

  /// What an update gate makes of the memory, under Sluice's own names.
  private func skipParameters(
    _ reader: inout ArrayReader, _ place: String, _ layer: Int, _ configuration: NetworkConfiguration
  ) -> [Double] {
    let (n, weights) = (configuration.hidden, place + NetworkNames.skipWeights(layer))
    guard configuration.skip.value.learns else {
      if reader.file[weights] != nil {
        reader.fail(
          "\(NameList.shortened(weights)) is not used where no skip rule learns; write `skip: {kind: threshold}`"
        )
      }
      return []
    }
    return reader.numbers(weights, [n], "\(n) hidden units")
      + reader.numbers(place + NetworkNames.skipBias(layer), [1], "the bias")
  }

  /// Each block's bias, the sum of its two; without either, as `bias=False` leaves them out, 0.
  private func bias(
    _ reader: inout ArrayReader, _ place: String, _ layer: Int, _ configuration: NetworkConfiguration
  ) -> [Double] {
    let (n, structure) = (configuration.hidden, configuration.structure)
    let arrays = NetworkNames.biases(layer, structure).filter { !$0.blocks.isEmpty }
    var sums = [CellBlock: [Double]]()
    if arrays.contains(where: { reader.file[place + $0.name] != nil }) {
      for (name, blocks) in arrays {
        let rows = "\(blocks.count == 1 ? "" : "\(blocks.count) × ")\(n) hidden units"
        let numbers = reader.numbers(place + name, [blocks.count * n], rows)
        guard numbers.count == blocks.count * n else { continue }
        for (group, block) in blocks.enumerated() {
          let part = numbers[group * n..<(group + 1) * n]
          sums[block.block] = sums[block.block].map { zip($0, part).map(+) } ?? Array(part)
        }
      }
    }
    return structure.biased.flatMap { sums[$0] ?? Array(repeating: 0, count: n) }
  }

  /// What gates see of cells and gates, under Sluice's own names.
  private func gateInputs(
    _ reader: inout ArrayReader, _ place: String, _ layer: Int, _ configuration: NetworkConfiguration
  ) -> [Double] {
    let n = configuration.hidden
    let (peepholes, gates) = (place + NetworkNames.peepholes(layer), place + NetworkNames.gateWeights(layer))
    if !configuration.peepholes, reader.file[peepholes] != nil {
      reader.fail("\(NameList.shortened(peepholes)) is not used without peepholes; write `peepholes: true`")
    }
    if !configuration.variant.seesGates, reader.file[gates] != nil {
      reader.fail("\(NameList.shortened(gates)) is used by the variant fgr alone; write `variant: fgr`")
    }
    return
      (configuration.peepholes ? reader.numbers(peepholes, [3 * n], "3 × \(n) hidden units") : [])
      + (configuration.variant.seesGates
        ? reader.numbers(gates, [3 * n, 3 * n], "3 × \(n) hidden units, 3 × \(n) gates") : [])
  }

  func readoutShape(outputs k: Int, hidden n: Int) -> [Int] { [k, n] }
  func outputs(_ shape: [Int], hidden n: Int) -> Int? {
    shape.count == 2 && shape[1] == n && shape[0] > 0 ? shape[0] : nil
  }
  func readoutWeights(_ numbers: [Double], outputs _: Int, hidden _: Int) -> [Double] { numbers }
}

extension NetworkConfiguration {
  /// What messages call a network of this cell in a file.
  var noun: String { cell == .lstm ? "LSTM" : "network" }
}
