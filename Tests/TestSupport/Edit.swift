/// One way to damage bytes.
package struct Edit: Sendable {
  /// Changes bytes, of which there is one at least, at a place among them.
  package let apply: @Sendable (_ bytes: inout [UInt8], _ place: Int, _ scatter: inout Scatter) -> Void

  package init(_ apply: @escaping @Sendable (inout [UInt8], Int, inout Scatter) -> Void) {
    self.apply = apply
  }

  /// Flips a bit.
  package static let flip = Edit { bytes, place, scatter in
    bytes[place] ^= 1 << UInt8(scatter.integer(0...7))
  }

  /// Sets a byte.
  package static let set = Edit { bytes, place, scatter in bytes[place] = UInt8(scatter.integer(0...255)) }

  /// Exchanges two bytes.
  package static let swap = Edit { bytes, place, scatter in
    bytes.swapAt(place, scatter.integer(0...bytes.count - 1))
  }

  /// Cuts the end off.
  package static let cut = Edit { bytes, place, _ in bytes.removeSubrange(place...) }

  /// Removes some bytes.
  package static func remove(_ counts: ClosedRange<Int>) -> Edit {
    Edit { bytes, place, scatter in
      bytes.removeSubrange(place..<min(bytes.count, place + scatter.integer(counts)))
    }
  }

  /// Puts a copy of some bytes elsewhere.
  package static func copy(_ counts: ClosedRange<Int>) -> Edit {
    Edit { bytes, place, scatter in
      let piece = Array(bytes[place..<min(bytes.count, place + scatter.integer(counts))])
      bytes.insert(contentsOf: piece, at: scatter.integer(0...bytes.count - 1))
    }
  }

  /// Puts a word between.
  package static func insert(_ words: [[UInt8]]) -> Edit {
    Edit { bytes, place, scatter in bytes.insert(contentsOf: scatter.element(words), at: place) }
  }

  /// Puts a word over what is there.
  package static func overwrite(_ words: [[UInt8]]) -> Edit {
    Edit { bytes, place, scatter in
      let word = scatter.element(words)
      bytes.replaceSubrange(place..<min(bytes.count, place + word.count), with: word)
    }
  }
}

extension [Edit] {
  /// A copy of bytes with one to three of these edits.
  package func damaged(_ original: [UInt8], _ scatter: inout Scatter) -> [UInt8] {
    var bytes = original
    for _ in 0..<scatter.integer(1...3) where !bytes.isEmpty {
      let place = scatter.integer(0...bytes.count - 1)
      scatter.element(self).apply(&bytes, place, &scatter)
    }
    return bytes
  }
}
