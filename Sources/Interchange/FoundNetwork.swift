public import Arrays
import Catalog
import Digest
import Recurrence

/// A network that was found in a file of arrays.
public struct FoundNetwork: Sendable, Hashable {
  /// All parameters in the order of `ParameterLayout`, in double precision: sums of two biases are not rounded.
  public let parameters: [Double]
  /// The width of its read-out; 0 where none was read.
  public let outputWidth: Int

  /// Finds a network: its layout by names and shapes, then every array.
  ///
  /// - Throws: ``WeightsProblems``, with every array that is missing or has another shape.
  public init(_ file: Safetensors, _ query: WeightsQuery) throws(WeightsProblems) {
    let (file, query) = Self.alone(Self.withoutVariableNumbers(file), query)
    let layout = try WeightLayouts.recognize(file, query)
    let words = Self.contradictions(file, query)
    guard words.isEmpty else { throw WeightsProblems(words) }
    let places = try layout.layers(file, query)
    var reader = ArrayReader(file)
    let table = try layout.embedding(file, query)
    var parameters: [Double] = []
    if let table, let embedding = query.configuration.embedding {
      parameters += layout.embeddingParameters(&reader, table, embedding)
    }
    for (index, place) in places.enumerated() {
      parameters += layout.parameters(&reader, place, layer: index, query.configuration)
    }
    let readout = try layout.readout(file, query, beside: places, table)
    if let readout {
      parameters += layout.readoutParameters(&reader, readout, hidden: query.configuration.hidden)
    }
    let constants = query.configuration.constants
    if readout != nil, constants > 0 {
      // What another program wrote has none, and they begin at 0 as drawn networks' do.
      parameters +=
        file[NetworkNames.constants] == nil
        ? Array(repeating: 0, count: constants)
        : reader.numbers(NetworkNames.constants, [constants], "a number for each target series")
    }
    guard reader.problems.isEmpty else { throw WeightsProblems(reader.problems) }
    self.parameters = parameters
    outputWidth = readout?.width ?? 0
  }

  /// The SHA-256 of the parameters in hexadecimal digits: of their little-endian bytes in double precision.
  ///
  /// It knows the numbers and not the file: another order of arrays, another prefix or a copy in double precision is the same network.
  public var digest: String {
    var hash = SHA256()
    for number in parameters {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { hash.update(Array($0)) }
    }
    return Hexadecimal.text(hash.finalize())
  }

  /// A network of a pack with a query of no prefix, where the query's prefix is the name of its file: names and words are then its own.
  private static func alone(_ file: Safetensors, _ query: WeightsQuery) -> (Safetensors, WeightsQuery) {
    guard let prefix = query.prefix else { return (file, query) }
    let name = prefix.hasSuffix(".") ? String(prefix.dropLast()) : prefix
    // Packs have words about every file; other files of several networks have none under their prefixes.
    guard let own = SafetensorsPack.file(name, of: file), !own.metadata.isEmpty else { return (file, query) }
    var query = query
    query.prefix = nil
    if let readout = query.readoutName, readout.hasPrefix("\(name).") {
      query.readoutName = String(readout.dropFirst(name.count + 1))
    }
    return (own, query)
  }

  /// The same arrays under names without the `:0` that TensorFlow ends its variables' names with.
  private static func withoutVariableNumbers(_ file: Safetensors) -> Safetensors {
    let plain = file.entries.map { entry in
      Safetensors.Entry(
        entry.name.hasSuffix(":0") ? String(entry.name.dropLast(2)) : entry.name, entry.array)
    }
    return Set(plain.map(\.name)).count == plain.count ? Safetensors(plain, metadata: file.metadata) : file
  }

  /// Where the file's own words, as ``NetworkWords`` writes them, say another network.
  ///
  /// What another program wrote says nothing, and then is a plain LSTM whose forget gate keeps.
  private static func contradictions(
    _ file: Safetensors, _ query: WeightsQuery
  ) -> [WeightsProblem] {
    let configuration = query.configuration
    let variant = file.metadata[NetworkWords.variant] ?? LSTMVariant.vanilla.rawValue
    let convention = file.metadata[NetworkWords.forgetConvention] ?? ForgetConvention.keep.rawValue
    var problems: [WeightsProblem] = []
    if let cell = NetworkWords.cell(of: file.metadata), cell != configuration.cell.kind {
      // What its gates mean cannot be said of another cell's.
      return [
        WeightsProblem("cell", "found \(configuration.cell.kind); the file's network is of the cell \(cell)")
      ]
    }
    // What another program wrote may be read with any rule.
    if NetworkWords.cell(of: file.metadata) != nil {
      let (found, asked) = (file.metadata[NetworkWords.skip] ?? SkipKind.none.kind, configuration.skip.kind)
      if found != asked {
        problems.append(
          WeightsProblem("skip", "found \(asked); the file's network has the skip rule \(found)"))
      }
    }
    if convention != configuration.forgetConvention.rawValue {
      problems.append(
        WeightsProblem(
          "forget_convention",
          "found \(configuration.forgetConvention.rawValue); an open forget gate of the file's network means \(convention)"
        ))
    }
    // A plain LSTM's weights may be read as those of a variant that leaves something out, if the file does not say what it is.
    if file.metadata[NetworkWords.variant] != nil, variant != configuration.variant.rawValue {
      problems.append(
        WeightsProblem(
          "variant", "found \(configuration.variant.rawValue); the file's network is \(variant)"))
    }
    for (name, expected) in query.assumptions.sorted(by: { $0.key < $1.key }) {
      guard let found = file.metadata[NetworkWords.assumption(name)], found != expected.value else {
        continue
      }
      problems.append(WeightsProblem("weights.file", expected.refusal))
    }
    return problems
  }
}
