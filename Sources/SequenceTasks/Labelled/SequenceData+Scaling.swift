import Catalog
import DataReading
import Sequences

extension SequenceData {
  /// The class or bit of each sequence, by which splits are drawn; one for all where a sequence has none.
  func classesForDivision(_ kind: SequenceTarget) -> [Int] {
    guard !isEveryStep, kind != .number else { return Array(repeating: 0, count: count) }
    switch targets {
    case .classes(_, let places): return places.map { Int($0) }
    case .numbers(let bits): return bits.map { Int($0) }
    }
  }

  /// Whether a step is the first of its sequence.
  func isStart(_ step: Int) -> Bool {
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= step { low = middle } else { high = middle - 1 }
    }
    return starts[low] == step
  }

  /// Whether a target is there.
  func hasTarget(_ index: Int) -> Bool {
    switch targets {
    case .classes(_, let places): places[index] >= 0
    case .numbers(let numbers): !numbers[index].isNaN
    }
  }

  /// The targets of some sequences, as their places among all targets; those that are missing are left out.
  func targetIndices(of sequences: [Int]) -> [Int] {
    (isEveryStep ? sequences.flatMap { Array(steps($0)) } : sequences).filter(hasTarget)
  }

  /// Fits a scaling to each input over the observed steps of some sequences.
  ///
  /// - Throws: `DataError` that names all inputs that cannot be scaled.
  func inputScalings(_ rule: SeriesScaling.Rule, over sequences: [Int]) throws(DataError) -> [SeriesScaling?]
  {
    var scalings: [SeriesScaling?] = []
    var values: [Double] = []
    for input in 0..<inputWidth {
      values.removeAll(keepingCapacity: true)
      for sequence in sequences {
        for step in steps(sequence) where observed?[step * inputWidth + input] ?? true {
          values.append(inputs[step * inputWidth + input])
        }
      }
      scalings.append(SeriesScaling(rule, fittedTo: values))
    }
    let without = scalings.indices.filter { scalings[$0] == nil }.map { "'\(inputNames[$0])'" }
    guard without.isEmpty else {
      throw DataError(
        file: file,
        "\(without.prefix(60).joined(separator: ", "))\(without.count > 60 ? " and \(without.count - 60) more" : "") \(without.count == 1 ? "is" : "are") constant, or spread too little or too much for Float64, over the training sequences, and cannot be scaled; leave \(without.count == 1 ? "it" : "them") out of 'inputs', or say 'scaling: none'"
      )
    }
    return scalings
  }

  /// Fits a scaling to targets that are numbers.
  func targetScaling(_ rule: SeriesScaling.Rule, over sequences: [Int]) throws(DataError) -> SeriesScaling? {
    guard case .numbers(let numbers) = targets else { return nil }
    guard let scaling = SeriesScaling(rule, fittedTo: targetIndices(of: sequences).map { numbers[$0] }) else {
      throw DataError(
        file: file,
        "the targets of training are all alike, and cannot be scaled; say 'scaling: none', or another 'split'"
      )
    }
    return scaling
  }

  /// The inputs as networks see them, rounded once to Float32.
  ///
  /// - Throws: `DataError` at one that is beyond Float32.
  func scaledInputs(by scalings: [SeriesScaling?]) throws(DataError) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(inputs.count)
    for (index, value) in inputs.enumerated() {
      let input = index % inputWidth
      let scaled = Float(scalings[input]?.scaled(value) ?? value)
      guard scaled.isFinite else {
        throw DataError(
          file: file,
          "\(value) in '\(inputNames[input])' is beyond single precision\(scalings[input] == nil ? "" : " when scaled as the training sequences are") (±\(Float.greatestFiniteMagnitude))"
        )
      }
      result.append(scaled)
    }
    return result
  }

  /// The symbol of each row of an embedding, that of row 0 being "", and the row of each symbol: 0 of those that some sequences
  /// have not.
  func symbolRows(over sequences: [Int]) -> (names: [String], rows: [Int32]) {
    guard let symbols else { return ([], []) }
    var isSeen = Array(repeating: false, count: symbols.names.count)
    for sequence in sequences {
      for step in steps(sequence) where symbols.codes[step] >= 0 { isSeen[Int(symbols.codes[step])] = true }
    }
    var names = [""]
    let rows = symbols.names.indices.map { code -> Int32 in
      guard isSeen[code] else { return 0 }
      names.append(symbols.names[code])
      return Int32(names.count - 1)
    }
    return (names, rows)
  }
}
