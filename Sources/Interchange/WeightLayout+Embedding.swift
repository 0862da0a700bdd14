import Arrays
import Recurrence

/// Embeddings: a table of any name below the LSTM, a row for each symbol.
extension WeightLayout {
  /// What stands before the ending of the table's name: what the query says, `embedding`, or the name of the only table of the
  /// shape; `nil` for a network that reads numbers alone.
  func embedding(_ file: Safetensors, _ query: WeightsQuery) throws(WeightsProblems) -> String? {
    let (key, usual) = ("weights.embedding", NetworkNames.embedding)
    guard let embedding = query.configuration.embedding else {
      guard query.embeddingName == nil else {
        throw WeightsProblems(key, "is not used, because the network reads no symbols here; leave it out")
      }
      guard file[usual + embeddingEnding] == nil else {
        throw WeightsProblems(
          "weights.file",
          "\(usual + embeddingEnding) is of a network that reads symbols, and this one reads numbers alone")
      }
      return nil
    }
    let shape = [embedding.symbols, embedding.width]
    let found = tables(file, shape, query)
    if let name = query.embeddingName {
      guard file[name + embeddingEnding] != nil else {
        throw WeightsProblems(key, "the file has no \(name + embeddingEnding)\(Self.choice(of: found))")
      }
      return name
    }
    if file[usual + embeddingEnding] != nil { return usual }
    switch found.count {
    case 0:
      throw WeightsProblems(
        key,
        "the file has no matrix \(ArrayReader.text(shape)) for an embedding: \(Self.reason(embedding)); expected one, such as "
          + usual + embeddingEnding)
    case 1: return found[0]
    default:
      throw WeightsProblems(
        key, "is missing; several matrices could be the embedding's\(Self.choice(of: found))")
    }
  }

  /// E in the order of `ParameterLayout`.
  func embeddingParameters(_ reader: inout ArrayReader, _ place: String, _ embedding: Embedding) -> [Double] {
    reader.numbers(
      place + embeddingEnding, [embedding.symbols, embedding.width], Self.reason(embedding))
  }

  /// Every matrix that could be the table, sorted by name.
  private func tables(_ file: Safetensors, _ shape: [Int], _ query: WeightsQuery) -> [String] {
    file.entries.filter { $0.name.hasSuffix(embeddingEnding) && $0.array.shape == shape }
      .map { String($0.name.dropLast(embeddingEnding.count)) }
      .filter { $0 != NetworkNames.readout && $0 != query.readoutName }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func reason(_ embedding: Embedding) -> String {
    "\(embedding.symbols) symbols, \(embedding.width) numbers for each"
  }

  private static func choice(of found: [String]) -> String {
    found.isEmpty ? "" : "; name one of \(NameList.plain(found))"
  }
}
