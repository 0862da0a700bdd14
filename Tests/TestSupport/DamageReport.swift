/// What became of damaged bytes.
package enum Reading: Sendable {
  /// There is content, and it is sound.
  case read
  /// There is an error, and it says what a person needs.
  case refused
  /// Neither: what is wrong with the reader.
  case fault(String)

  /// Whether the bytes were read or refused as they should be.
  package var isSound: Bool { if case .fault = self { false } else { true } }

  /// Reads; `isSound` says whether the content can be, `isRefusal` whether an error is as it should be.
  package init(isRefusal: (any Error) -> Bool, isSound: () throws -> Bool) {
    do { self = try isSound() ? .read : .fault("unsound content") } catch {
      self = isRefusal(error) ? .refused : .fault("the error '\(error)'")
    }
  }
}

/// What a reader makes of many damaged copies: it reads or refuses each, and traps on none.
package struct DamageReport {
  /// How many copies were read.
  package private(set) var read = 0
  /// How many were refused.
  package private(set) var refused = 0
  /// Where the reader did neither as it should: which copies, why, and their bytes.
  package private(set) var faults: [String] = []

  /// Reads so many copies, which `copy` draws.
  package init(
    copies: Int, seed: UInt64, _ copy: (_ index: Int, inout Scatter) -> [UInt8], by read: ([UInt8]) -> Reading
  ) {
    var scatter = Scatter(seed)
    for index in 0..<copies {
      let bytes = copy(index, &scatter)
      add(read(bytes), bytes, "mutation \(index)")
    }
  }

  /// Reads bytes cut at every place.
  package init(cutting bytes: [UInt8], by read: ([UInt8]) -> Reading) {
    for count in bytes.indices {
      let cut = Array(bytes[..<count])
      add(read(cut), cut, "cut at \(count)")
    }
  }

  /// Reads bytes with each of their bits flipped in turn.
  package init(flippingBitsOf bytes: [UInt8], by read: ([UInt8]) -> Reading) {
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << bit
        add(read(changed), changed, "byte \(index), bit \(bit)")
      }
    }
  }

  private mutating func add(_ reading: Reading, _ bytes: [UInt8], _ name: String) {
    switch reading {
    case .read: read += 1
    case .refused: refused += 1
    case .fault(let fault): faults.append("\(name): \(fault) of \(bytes)")
    }
  }
}
