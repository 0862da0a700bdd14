import Arrays

extension SequenceArrayReader {
  /// The steps of each sequence: those that the file says, or all.
  mutating func takeLengths() throws {
    guard let name = request.lengths ?? arrays.names.first(where: { $0 == "lengths" }) else {
      try refuseOtherLengths()
      lengths = Array(repeating: longest, count: count)
      return
    }
    let content = try array(name, "lengths")
    try checkShape(content.shape, [count], name)
    let longest = longest
    for (index, number) in try numbers(content, name).enumerated() {
      guard let length = Int(exactly: number), 1...longest ~= length else {
        throw error(
          name,
          "has \(Self.text(number)) for sequence \(index); expected a whole number from 1 to \(longest)")
      }
      lengths.append(length)
    }
  }

  /// An array whose name is nearly that of lengths may hold them, and padding must not be read as data.
  private func refuseOtherLengths() throws(DataError) {
    let asked = (request.inputs ?? []) + [request.symbols, request.target, request.part].compactMap(\.self)
    let words = ["len", "mask"]
    let other = arrays.names.first { name in
      !asked.contains(name) && words.contains { name.lowercased().contains($0) }
    }
    guard let other else { return }
    throw DataError(
      file: file,
      "the array '\(other)' may say how long sequences are; say 'lengths: \(other)' if it holds their numbers of steps, or save those as 'lengths' (of a mask its sums over steps; all \(longest) where nothing is padded)"
    )
  }

  /// Steps at a sequence's end without any value are padding, unless lengths say otherwise.
  func refusePadding(_ numbers: [Double], _ width: Int, _ name: String) throws(DataError) {
    guard request.lengths == nil, !arrays.names.contains("lengths") else { return }
    for sequence in 0..<count {
      let end = (sequence + 1) * longest * width
      guard numbers[end - width..<end].allSatisfy(\.isNaN) else { continue }
      throw error(
        name,
        "has no value at the last step of sequence \(sequence); save the numbers of steps as an array 'lengths' of shape [\(count)] (all \(longest) if the values are missing rather than padded)"
      )
    }
  }
}
