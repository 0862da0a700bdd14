import Arrays
import Catalog
import Interchange
import Recurrence
import Testing

/// How the arrays of a cell are laid out, and that a file of one cell is not read for another.
@Suite struct CellFileTests {
  private func query(_ cell: String, layers: Int = 1, _ k: Int = 0) -> WeightsQuery {
    let configuration = Fixtures.configuration(3, 4, layers: layers, k, cell: cell)
    return WeightsQuery(configuration, readout: k == 0 ? .none : .width(k))
  }

  /// A file as Sluice writes it: the numbers 1, 2, 3, … in the order of the parameters.
  private func written(_ cell: String) -> Safetensors {
    let configuration = Fixtures.configuration(3, 4, 0, cell: cell)
    return Safetensors(
      network: (0..<configuration.layout.count).map { Double($0 + 1) }, configuration, isSingle: true,
      words: NetworkWords(configuration))
  }

  private func ones(_ name: String, _ shape: [Int]) -> Safetensors.Entry {
    .init(name, NumberArray(Array(repeating: Float(1), count: shape.reduce(1, *)), shape: shape))
  }

  /// Rows of a block for each 4 units: of the matrix on the inputs, of that on the hidden states, and of the two biases.
  @Test(arguments: [
    ("lstm", [16, 16, 16, 16]), ("gru", [12, 12, 12, 12]), ("mgu", [8, 8, 8, 8]), ("ugrnn", [8, 8, 8, 8]),
    ("min_gru", [8, 0, 8, 0]), ("min_lstm", [12, 0, 12, 0]), ("rnn", [4, 4, 4, 4]),
  ])
  func arraysHaveARowForEachBlockAndUnit(cell: String, rows: [Int]) throws {
    let file = written(cell)
    let names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
    for (name, rows) in zip(names, rows) {
      let columns = name.hasPrefix("bias") ? [] : [name.hasPrefix("weight_ih") ? 3 : 4]
      #expect(file[name]?.shape == (rows == 0 ? nil : [rows] + columns), "\(name)")
    }
    #expect(file.names.count == rows.count { $0 > 0 })
  }

  /// r, z and n of `bias_ih` are the network's own, of `bias_hh` that of what is reset; it goes to the last of the parameters.
  @Test func aGRUsSecondBiasIsThatOfWhatIsReset() throws {
    let file = written("gru")
    // 12 × 3 weights on inputs and 12 × 4 on hidden states come before: 85, 86, … are biases.
    let biases = (0..<16).map { Double(85 + $0) }
    #expect(try #require(file["bias_ih_l0"]).numbers() == Array(biases[..<12]))
    #expect(
      try #require(file["bias_hh_l0"]).numbers() == Array(repeating: 0, count: 8) + biases[12...])
  }

  /// Two biases of r and z add up, and those of the candidate stay two.
  @Test func biasesOfGatesAddUp() throws {
    let first = NumberArray((0..<12).map { Float($0) }, shape: [12])
    let second = NumberArray((0..<12).map { Float(100 * $0) }, shape: [12])
    let file = Safetensors([
      ones("weight_ih_l0", [12, 3]), ones("weight_hh_l0", [12, 4]), .init("bias_ih_l0", first),
      .init("bias_hh_l0", second),
    ])
    let found = try FoundNetwork(file, query("gru")).parameters.suffix(16)
    #expect(
      Array(found) == (0..<8).map { Double(101 * $0) } + [8, 9, 10, 11] + [800, 900, 1000, 1100])
  }

  @Test(arguments: [
    ("torch-gru", "mgu", "weight_hh_l0 is [12, 4], three blocks, as a GRU has; mgu has two"),
    ("torch-gru", "rnn", "weight_hh_l0 is [12, 4], three blocks, as a GRU has; rnn has one"),
    ("torch-gru", "min_gru", "weight_hh_l0 is [12, 4], three blocks, as a GRU has; min_gru has none"),
    ("torch-one-layer", "gru", "weight_hh_l0 is [16, 4], four blocks, as an LSTM has; gru has three"),
    (
      "torch-one-layer", "min_lstm",
      "weight_hh_l0 is [16, 4], four blocks, as an LSTM has; min_lstm has none"
    ),
    (
      "torch-rnn", "gru",
      "weight_hh_l0 is [4, 4], one block, as a plain recurrent network has; gru has three"
    ),
    (
      "torch-bidirectional", "gru",
      "weight_ih_l0_reverse is of a bidirectional network, which reads the future too; only one direction is read"
    ),
    (
      "keras-gru", "gru",
      "sequential_1/gru/gru_cell/kernel is of Keras, of which only LSTMs are read, and the cell is gru"
    ),
    (
      "keras", "rnn",
      "sequential/lstm/lstm_cell/kernel is of Keras, of which only LSTMs are read, and the cell is rnn"
    ),
  ])
  func networksOfAnotherCellAreNamed(name: String, cell: String, message: String) throws {
    #expect(
      try Fixtures.problems(Fixtures.read(name), query(cell)) == ["weights.file: \(message)"])
  }

  /// Whatever their number of blocks, weights on hidden states are not left unread.
  @Test(arguments: ["min_gru", "min_lstm"], [[8, 4], [20, 4], [7, 4], [4]])
  func weightsOnHiddenStatesAreNotLeftUnread(cell: String, shape: [Int]) throws {
    let file = Safetensors(written(cell).entries + [ones("weight_hh_l0", shape)])
    #expect(
      Fixtures.problems(file, query(cell)) == [
        "weights.file: weight_hh_l0 is \(shape), of a cell whose blocks see the hidden states; \(cell)'s see the input alone"
      ])
  }

  /// A file of Sluice says its cell, also where shapes do not tell cells apart.
  @Test(arguments: CellCatalog().kinds, CellCatalog().kinds)
  func aFileOfSluiceSaysItsCell(own: String, other: String) throws {
    #expect(
      Fixtures.problems(written(own), query(other))
        == (own == other ? [] : ["cell: found \(other); the file's network is of the cell \(own)"]))
    let variant = Fixtures.configuration(3, 4, 0, variant: .nig, forgetConvention: .erase)
    let erasing = Safetensors(
      network: Array(repeating: 0, count: variant.layout.count), variant, isSingle: true,
      words: NetworkWords(variant))
    if other != "lstm" {
      #expect(
        Fixtures.problems(erasing, query(other)) == [
          "cell: found \(other); the file's network is of the cell lstm"
        ])
    }
  }

  /// Of a GRU no message speaks of LSTMs.
  @Test func messagesNameNoOtherCell() throws {
    let file = try Fixtures.read("torch-gru-one-layer")
    #expect(
      Fixtures.problems(file, query("gru", layers: 2, 2)) == [
        "layers: found 2; the file's network has 1"
      ])
    let twice = Safetensors(file.entries + file.entries.map { .init("b." + $0.name, $0.array) })
    #expect(
      Fixtures.problems(twice, query("gru", 2)) == [
        "weights.prefix: is missing; the file has several networks: expected one of '.', 'b'"
      ])
    var named = query("gru", 2)
    named.prefix = "c"
    #expect(
      Fixtures.problems(twice, named) == [
        "weights.prefix: found 'c', and no network of the file has that prefix; expected one of '.', 'b'"
      ])
    #expect(
      Fixtures.problems(Safetensors([]), query("gru")).first?.hasPrefix(
        "weights.file: the file has no network; expected names such as weight_ih_l0 (pytorch)") == true)
    let wide = WeightsQuery(Fixtures.configuration(3, 5, 0, cell: "gru"), readout: .none)
    #expect(
      Fixtures.problems(file, wide) == [
        "weights.file: weight_ih_l0 is [12, 3]; expected [15, 3]: 3 × 5 hidden units, 3 inputs",
        "weights.file: weight_hh_l0 is [12, 4]; expected [15, 5]: 3 × 5 hidden units, 5 hidden units",
        "weights.file: bias_ih_l0 is [12]; expected [15]: 3 × 5 hidden units",
        "weights.file: bias_hh_l0 is [12]; expected [15]: 3 × 5 hidden units",
      ])
  }
}
