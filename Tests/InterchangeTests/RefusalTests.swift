import Arrays
import Interchange
import Recurrence
import Testing

/// What is ambiguous, does not fit or is not read is refused with the key that resolves it.
@Suite struct RefusalTests {
  /// What is wrong with a fixture.
  private func problems(
    _ name: String, _ configuration: NetworkConfiguration, _ change: (inout WeightsQuery) -> Void = { _ in }
  ) throws -> [String] {
    let k = configuration.outputWidth
    var query = WeightsQuery(configuration, readout: k == 0 ? .none : .width(k))
    change(&query)
    return Fixtures.problems(try Fixtures.read(name), query)
  }

  let small = WeightsQuery(Fixtures.configuration(3, 4, 2), readout: .width(2))

  private func ones(_ name: String, _ shape: [Int]) -> Safetensors.Entry {
    .init(name, NumberArray(Array(repeating: Float(1), count: shape.reduce(1, *)), shape: shape))
  }

  @Test func wrongShapesAreNamedArrayByArray() throws {
    #expect(
      try problems("torch-one-layer", Fixtures.configuration(2, 8, 2)) == [
        "weights.file: weight_ih_l0 is [16, 3]; expected [32, 2]: 4 × 8 hidden units, 2 inputs",
        "weights.file: weight_hh_l0 is [16, 4]; expected [32, 8]: 4 × 8 hidden units, 8 hidden units",
        "weights.file: bias_ih_l0 is [16]; expected [32]: 4 × 8 hidden units",
        "weights.file: bias_hh_l0 is [16]; expected [32]: 4 × 8 hidden units",
        "weights.file: readout.weight is [2, 4]; expected [2, 8]: a number for each of 2 outputs and 8 hidden units",
      ])
    let file = try Fixtures.read("torch-one-layer")
    let lacking = Safetensors(file.entries.filter { !["bias_hh_l0", "weight_hh_l0"].contains($0.name) })
    #expect(
      Fixtures.problems(lacking, small) == [
        "weights.file: weight_hh_l0 is missing; expected [16, 4]: 4 × 4 hidden units, 4 hidden units",
        "weights.file: bias_hh_l0 is missing; expected [16]: 4 × 4 hidden units",
      ])
  }

  @Test(arguments: [
    (
      "torch-bidirectional",
      "weight_ih_l0_reverse is of a bidirectional LSTM, which reads the future too; only one direction is read"
    ),
    (
      "torch-projection",
      "weight_hr_l0 is of an LSTM with projections (proj_size), which Sluice does not have"
    ),
    ("torch-gru", "weight_hh_l0 is [12, 4], three blocks, as a GRU has; an LSTM has four"),
    ("torch-rnn", "weight_hh_l0 is [4, 4], one block, as a plain recurrent network has; an LSTM has four"),
    (
      "keras-gru",
      "sequential_1/gru/gru_cell/recurrent_kernel is [4, 12], three blocks, as a GRU has; an LSTM has four"
    ),
    (
      "keras-bidirectional",
      "sequential_2/bidirectional/backward_lstm_2/lstm_cell/kernel is of a bidirectional LSTM, which reads the future too; only one direction is read"
    ),
  ])
  func kindsThatAreNotReadAreNamed(name: String, message: String) throws {
    #expect(try problems(name, Fixtures.configuration(3, 4, 0)) == ["weights.file: \(message)"])
  }

  @Test func layersAreCounted() throws {
    #expect(
      try problems("torch-two-layers", Fixtures.configuration(2, 5, 1)) == [
        "layers: found 1; the file's LSTM has 2"
      ])
    #expect(
      try problems("torch-one-layer", Fixtures.configuration(3, 4, layers: 2, 2)) == [
        "layers: found 2; the file's LSTM has 1"
      ])
    #expect(
      try problems("torch-one-layer", Fixtures.configuration(3, 4, 2)) { $0.layers = ["a"] } == [
        "weights.layers: is for layers that have names of their own, as Keras's; PyTorch's are numbered"
      ])
  }

  /// Keras names its layers, and their order is that of the numbers in the names, or what a person says.
  @Test func layersOfKerasAreOrdered() throws {
    let two = Fixtures.configuration(3, 4, layers: 2, 2)
    let (first, second) = ("'sequential/lstm/lstm_cell/'", "'sequential/lstm_1/lstm_cell/'")
    #expect(try problems("keras", two) { $0.layers = ["sequential/lstm", "sequential/lstm_1"] } == [])
    #expect(
      try problems("keras", Fixtures.configuration(3, 4, 2)) == [
        "weights.layers: is missing; network.layers is 1, and the file has the LSTMs \(first), \(second): list those to read, from the inputs up"
      ])
    #expect(
      try problems("keras", two) { $0.layers = ["sequential/lstm", "lstm_1"] } == [
        "weights.layers: 'lstm_1' is the name of no LSTM of the file; expected one of \(first), \(second)"
      ])
    #expect(
      try problems("keras", two) { $0.layers = ["sequential/lstm"] } == [
        "layers: found 2; weights.layers lists 1"
      ])
    #expect(
      try problems("keras", two) { $0.layers = ["sequential/lstm_1", "sequential/lstm"] } == [
        "weights.file: sequential/lstm_1/lstm_cell/kernel is [4, 16]; expected [3, 16]: 3 inputs, 4 × 4 hidden units",
        "weights.file: sequential/lstm/lstm_cell/kernel is [3, 16]; expected [4, 16]: 4 units of the layer below, 4 × 4 hidden units",
      ])
    #expect(
      try problems("keras", two) { $0.prefix = "x" } == [
        "weights.prefix: found 'x', and no LSTM's name begins so; expected the beginning of one of \(first), \(second)"
      ])
    let renamed = Safetensors(
      try Fixtures.read("keras").entries.map {
        .init($0.name.replacing("lstm/", with: "lower/").replacing("lstm_1/", with: "upper/"), $0.array)
      })
    #expect(
      Fixtures.problems(renamed, WeightsQuery(two, readout: .width(2))) == [
        "weights.layers: is missing; the names do not tell the order of the layers: list them from the inputs up, among 'sequential/lower/lstm_cell/', 'sequential/upper/lstm_cell/'"
      ])
    let tenth = Safetensors(
      try Fixtures.read("keras").entries.map {
        .init(
          $0.name.replacing("lstm/", with: "lstm_9/").replacing("lstm_1/", with: "lstm_10/") + ":0", $0.array)
      })
    let query = WeightsQuery(two, readout: .width(2))
    #expect(
      try FoundNetwork(tenth, query).parameters == FoundNetwork(Fixtures.read("keras"), query).parameters)
  }

  @Test func namesThatAreAmbiguousNeedAKey() throws {
    let file = try Fixtures.read("torch-one-layer")
    let twice = Safetensors(file.entries + file.entries.map { .init("b." + $0.name, $0.array) })
    #expect(
      Fixtures.problems(twice, small) == [
        "weights.prefix: is missing; the file has several LSTMs: expected one of '.', 'b'"
      ])
    var query = small
    for prefix in [".", "b", "b."] {
      query.prefix = prefix
      #expect(Fixtures.problems(twice, query) == [])
    }
    query.prefix = "c."
    #expect(
      Fixtures.problems(twice, query) == [
        "weights.prefix: found 'c.', and no LSTM of the file has that prefix; expected one of '.', 'b'"
      ])
    query = small
    let both = Safetensors(file.entries + (try Fixtures.read("keras")).entries)
    #expect(
      Fixtures.problems(both, query) == [
        "weights.layout: is missing; the file has names of pytorch and keras, and may be read as either"
      ])
    query.layout = "pytorch"
    #expect(Fixtures.problems(both, query) == [])
    query.layout = "keras"
    #expect(
      Fixtures.problems(file, query) == [
        "weights.layout: the file has no names of keras, such as lstm/lstm_cell/recurrent_kernel; it has bias_hh_l0, bias_ih_l0, readout.bias, readout.weight, weight_hh_l0, weight_ih_l0"
      ])
  }

  @Test func aFileWithoutAnLSTMSaysWhatItHas() throws {
    let expected =
      "weights.file: the file has no LSTM; expected names such as weight_ih_l0 (pytorch) or lstm/lstm_cell/recurrent_kernel (keras)"
    #expect(Fixtures.problems(Safetensors([]), small) == ["\(expected); it has no arrays"])
    let many = Safetensors((0..<10).map { ones("a\($0)", [1]) })
    #expect(
      Fixtures.problems(many, small) == ["\(expected); it has a0, a1, a2, a3, a4, a5, a6, a7 and 2 more"])
  }

  @Test func readOutsAreFoundOrNamed() throws {
    let lstm = try Fixtures.read("torch-prefixed").entries.filter { !$0.name.contains("head") }
    var query = WeightsQuery(Fixtures.configuration(3, 4, layers: 2, 2), readout: .width(2))
    let needed = "weights.readout: the file has no matrix [2, 4] for a read-out with 2 outputs"
    #expect(Fixtures.problems(Safetensors(lstm), query) == [needed])
    #expect(
      Fixtures.problems(Safetensors(lstm + [ones("a.weight", [3, 4])]), query) == ["\(needed); name one of a"]
    )
    let two = Safetensors(lstm + [ones("a.weight", [2, 4]), ones("b.weight", [2, 4])])
    #expect(
      Fixtures.problems(two, query) == [
        "weights.readout: is missing; several matrices could be the read-out's; name one of a, b"
      ])
    query.readoutName = "b"
    #expect(try FoundNetwork(two, query).parameters.suffix(10) == [1, 1, 1, 1, 1, 1, 1, 1, 0, 0])
    query.readoutName = "c"
    #expect(
      Fixtures.problems(two, query) == ["weights.readout: the file has no c.weight; name one of a, b"])
    query.readout = .none
    #expect(
      Fixtures.problems(two, query) == [
        "weights.readout: is not used, because the network has no read-out here; leave it out"
      ])
  }

  @Test func whatTheFileSaysOfItselfHolds() throws {
    let fgr = Fixtures.configuration(3, 4, 2, variant: .fgr, peepholes: true, forgetConvention: .erase)
    let file = Safetensors(
      network: Array(repeating: 0, count: fgr.layout.count), fgr, isSingle: true, words: NetworkWords(fgr))
    #expect(
      Fixtures.problems(file, small) == [
        "forget_convention: found keep; an open forget gate of the file's network means erase",
        "variant: found vanilla; the file's network is fgr",
      ])
    #expect(
      Fixtures.problems(Safetensors(file.entries), small) == [
        "weights.file: peepholes_l0 is not used without peepholes; write `peepholes: true`",
        "weights.file: weight_gates_l0 is used by the variant fgr alone; write `variant: fgr`",
      ])
    #expect(
      try problems("torch-one-layer", Fixtures.configuration(3, 4, 2, forgetConvention: .erase)) == [
        "forget_convention: found erase; an open forget gate of the file's network means keep"
      ])
    #expect(
      try problems("torch-one-layer", Fixtures.configuration(3, 4, 2, peepholes: true)) == [
        "weights.file: peepholes_l0 is missing; expected [12]: 3 × 4 hidden units"
      ])
    #expect(
      try problems("keras", Fixtures.configuration(3, 4, layers: 2, 2, peepholes: true)).first
        == "weights.file: sequential/lstm/lstm_cell/kernel is of an LSTM of Keras, which has neither peepholes nor gate weights and skips no steps; take a plain network"
    )
    // A plain LSTM says nothing, and may be read as one that leaves something out.
    #expect(try problems("torch-one-layer", Fixtures.configuration(3, 4, 2, variant: .nog)) == [])
  }

  /// Whatever the number and the length of names, the message can be read.
  @Test func messagesStayShort() throws {
    let many = (0..<3000).map { ones("a\($0).weight_ih_l0", [1]) }
    let found = Fixtures.problems(Safetensors(many), small)
    #expect(
      found.count == 1
        && found[0].hasSuffix("'a0', 'a1', 'a10', 'a100', 'a1000', 'a1001', 'a1002', 'a1003' and 2992 more"))
    let long = String(repeating: "x", count: 10_000)
    let prefixed = Safetensors(
      try Fixtures.read("torch-one-layer").entries.map { .init("\(long).\($0.name)", $0.array) })
    var query = WeightsQuery(Fixtures.configuration(2, 8, 2), readout: .width(2))
    query.readoutName = "\(long).readout"
    let problems = Fixtures.problems(prefixed, query)
    #expect(problems.count == 5 && problems.allSatisfy { $0.count < 250 })
  }

  @Test func numbersBeyondSinglePrecisionAreNamed() throws {
    let file = try Fixtures.read("torch-one-layer")
    var wide = try #require(file["bias_hh_l0"]).numbers()
    wide[5] = 1e39
    let entries = file.entries.map {
      $0.name == "bias_hh_l0" ? Safetensors.Entry($0.name, NumberArray(wide, shape: [16])) : $0
    }
    #expect(
      Fixtures.problems(Safetensors(entries), small) == [
        "weights.file: bias_hh_l0 has 1e+39 at 5; expected the range of single precision"
      ])
  }
}
