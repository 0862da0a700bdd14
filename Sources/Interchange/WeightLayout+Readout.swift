import Arrays
import Recurrence

/// Read-outs: a linear layer of any name above the LSTM.
extension WeightLayout {
  /// The read-out that a query asks for: by its name, by the name `readout`, or the only matrix of its shape.
  func readout(
    _ file: Safetensors, _ query: WeightsQuery, beside layers: [String], _ embedding: String?
  ) throws(WeightsProblems) -> FoundReadout? {
    let (n, key) = (query.configuration.hidden, "weights.readout")
    if query.readout == .none {
      guard query.readoutName == nil else {
        throw WeightsProblems(key, "is not used, because the network has no read-out here; leave it out")
      }
      return nil
    }
    let found = readouts(file, hidden: n).filter {
      !layers.contains($0.place + "/") && $0.place != embedding
    }
    func width(of place: String) -> Int? { found.first { $0.place == place }?.width }
    if let name = query.readoutName {
      guard file[name + readoutEndings.weight] != nil else {
        throw WeightsProblems(key, "the file has no \(name + readoutEndings.weight)\(Self.choice(found))")
      }
      return FoundReadout(place: name, width: outputs(query) ?? width(of: name) ?? 1)
    }
    if file[NetworkNames.readout + readoutEndings.weight] != nil {
      let place = NetworkNames.readout
      return FoundReadout(place: place, width: outputs(query) ?? width(of: place) ?? 1)
    }
    let fitting = found.filter { outputs(query) == nil || $0.width == outputs(query) }
    if fitting.count == 1 { return fitting[0] }
    if fitting.isEmpty {
      guard let k = outputs(query) else { return nil }
      let shape = ArrayReader.text(readoutShape(outputs: k, hidden: n))
      throw WeightsProblems(
        key,
        "the file has no matrix \(shape) for a read-out with \(Self.count(k, "output"))\(Self.choice(found))")
    }
    throw WeightsProblems(key, "is missing; several matrices could be the read-out's\(Self.choice(fitting))")
  }

  /// The read-out's W and b in the order of `ParameterLayout`; without a bias in the file it is 0.
  func readoutParameters(_ reader: inout ArrayReader, _ readout: FoundReadout, hidden n: Int) -> [Double] {
    let (weight, bias) = (readout.place + readoutEndings.weight, readout.place + readoutEndings.bias)
    let shape = readoutShape(outputs: readout.width, hidden: n)
    let numbers = reader.numbers(
      weight, shape,
      "a number for each of \(Self.count(readout.width, "output")) and \(Self.count(n, "hidden unit"))")
    let weights = readoutWeights(numbers, outputs: readout.width, hidden: n)
    guard reader.file[bias] != nil else { return weights + Array(repeating: 0, count: readout.width) }
    return weights + reader.numbers(bias, [readout.width], "a number for each output")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// The outputs that are asked for.
  private func outputs(_ query: WeightsQuery) -> Int? {
    if case .width(let k) = query.readout { k } else { nil }
  }

  /// Every matrix that could be a read-out's, sorted by name.
  private func readouts(_ file: Safetensors, hidden n: Int) -> [FoundReadout] {
    file.entries.compactMap { entry -> FoundReadout? in
      guard entry.name.hasSuffix(readoutEndings.weight), let k = outputs(entry.array.shape, hidden: n) else {
        return nil
      }
      return FoundReadout(place: String(entry.name.dropLast(readoutEndings.weight.count)), width: k)
    }.sorted { $0.place.utf8.lexicographicallyPrecedes($1.place.utf8) }
  }

  private static func choice(_ found: [FoundReadout]) -> String {
    found.isEmpty ? "" : "; name one of \(NameList.plain(found.map(\.place)))"
  }
}
