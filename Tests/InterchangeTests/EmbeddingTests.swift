import Arrays
import Catalog
import Gating
import Interchange
import Recurrence
import Sequences
import TestSupport
import Testing

/// The table of an embedding among the arrays of a network: found by its name or shape, named where it does not fit.
@Suite struct EmbeddingTests {
  /// Five symbols in three numbers, beside one number.
  private let configuration = NetworkConfiguration(
    inputWidth: 1, embedding: Embedding(symbols: 5, width: 3), hidden: 4, outputWidth: 2)
  private var query: WeightsQuery { WeightsQuery(configuration, readout: .width(2)) }

  private var parameters: [Double] {
    var scatter = Scatter(7)
    return (0..<configuration.layout.count).map { _ in Double(scatter.float()) }
  }

  private var file: Safetensors {
    Safetensors(
      network: parameters, configuration, isSingle: true, words: NetworkWords(configuration))
  }

  private func ones(_ name: String, _ shape: [Int]) -> Safetensors.Entry {
    .init(name, NumberArray(Array(repeating: Float(1), count: shape.reduce(1, *)), shape: shape))
  }

  /// The file with its table under other names.
  private func file(tables: [Safetensors.Entry]) -> Safetensors {
    Safetensors(file.entries.filter { $0.name != "embedding.weight" } + tables)
  }

  @Test func itIsWrittenAsPyTorchHasIt() throws {
    let table = try #require(file["embedding.weight"])
    #expect(try table.shape == [5, 3] && table.numbers() == Array(parameters.prefix(15)))
    #expect(file["weight_ih_l0"]?.shape == [16, 4])
    #expect(NetworkWords.settings(of: file)["embedding"] == "3")
  }

  /// Under another name the table is the only matrix of its shape, or the one that is named.
  @Test func itIsFoundOrNamed() throws {
    let table = try #require(file["embedding.weight"])
    let renamed = file(tables: [.init("model.words.weight", table)])
    #expect(try FoundNetwork(renamed, query).parameters == parameters)
    let two = file(tables: [.init("b.weight", table), ones("a.weight", [5, 3])])
    #expect(
      Fixtures.problems(two, query) == [
        "weights.embedding: is missing; several matrices could be the embedding's; name one of a, b"
      ])
    var named = query
    named.embeddingName = "b"
    #expect(try FoundNetwork(two, named).parameters == parameters)
    named.embeddingName = "c"
    #expect(
      Fixtures.problems(two, named) == ["weights.embedding: the file has no c.weight; name one of a, b"])
    #expect(
      Fixtures.problems(file(tables: []), query) == [
        "weights.embedding: the file has no matrix [5, 3] for an embedding: 5 symbols, 3 numbers for each; expected one, such as embedding.weight"
      ])
  }

  @Test func whatDoesNotFitIsNamed() throws {
    #expect(
      Fixtures.problems(file(tables: [ones("embedding.weight", [4, 3])]), query) == [
        "weights.file: embedding.weight is [4, 3]; expected [5, 3]: 5 symbols, 3 numbers for each"
      ])
    let numbers = WeightsQuery(Fixtures.configuration(4, 4, 2), readout: .width(2))
    #expect(
      Fixtures.problems(file, numbers) == [
        "weights.file: embedding.weight is of a network that reads symbols, and this one reads numbers alone"
      ])
    var named = numbers
    named.embeddingName = "x"
    #expect(
      Fixtures.problems(file(tables: []), named) == [
        "weights.embedding: is not used, because the network reads no symbols here; leave it out"
      ])
  }

  /// A read-out of as many classes as symbols is none of the tables, nor the table a read-out.
  @Test func tablesAndReadOutsAreKeptApart() throws {
    let tied = NetworkConfiguration(
      inputWidth: 0, embedding: Embedding(symbols: 5, width: 4), hidden: 4, outputWidth: 5)
    let parameters = (0..<tied.layout.count).map { Double($0 % 64) }
    let written = Safetensors(network: parameters, tied, isSingle: true, words: NetworkWords(tied))
    let query = WeightsQuery(tied, readout: .width(5))
    for (name, other) in [("embedding.weight", "words.weight"), ("readout.weight", "head.weight")] {
      let entries = written.entries.filter { $0.name != "readout.bias" }.map {
        Safetensors.Entry($0.name == name ? other : $0.name, $0.array)
      }
      let found = try FoundNetwork(Safetensors(entries), query).parameters
      #expect(found.dropLast(5) == parameters.dropLast(5))
    }
  }

  /// Keras's `Embedding` has its numbers in one array, `NAME/embeddings`.
  @Test func kerasHasTheNumbersInOneArray() throws {
    let table = try #require(file["embedding.weight"])
    let layer = [ones("lstm/lstm_cell/kernel", [4, 16]), ones("lstm/lstm_cell/recurrent_kernel", [4, 16])]
    let readout = [ones("dense/kernel", [4, 2])]
    let found = try FoundNetwork(
      Safetensors([.init("embedding_1/embeddings", table)] + layer + readout), query)
    #expect(Array(found.parameters.prefix(15)) == Array(parameters.prefix(15)))
    #expect(found.parameters.count == configuration.layout.count)
    #expect(
      Fixtures.problems(Safetensors(layer + readout), query) == [
        "weights.embedding: the file has no matrix [5, 3] for an embedding: 5 symbols, 3 numbers for each; expected one, such as embedding/embeddings"
      ])
  }

  /// A table is not read for other symbols than those that it was saved for, where both are known.
  @Test func otherSymbolsAreRefused() throws {
    var words = NetworkWords(configuration)
    words.add(assumption: "symbols", of: ["a", "b", "c", "d", "rest"])
    let known = Safetensors(network: parameters, configuration, isSingle: true, words: words)
    func problems(_ names: [String], of file: Safetensors) -> [String] {
      var query = query
      query.assumptions["symbols"] = (NetworkWords.digest(of: names), "are of others")
      return Fixtures.problems(file, query)
    }
    #expect(problems(["a", "b", "c", "d", "rest"], of: known) == [])
    #expect(
      problems(["a", "b", "d", "c", "rest"], of: known) == ["weights.file: are of others"])
    #expect(problems(["ab", "", "c", "d", "rest"], of: known).count == 1)
    #expect(problems(["x"], of: file) == [] && Fixtures.problems(known, query) == [])
  }
}
