import Catalog

/// The canonical text of settings: JSON without spaces.
package enum CanonicalText {
  /// The text without the member at a path; `nil` where there is none.
  package static func removing(_ path: [Substring], from text: String) -> String? {
    let bytes = Array(text.utf8)
    guard var object = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    for (depth, key) in path.enumerated() {
      guard let member = member(JSON.quoted(String(key)), of: object, in: bytes) else { return nil }
      guard depth == path.count - 1 else {
        object = member.value
        continue
      }
      // The comma before it goes, or where it is the first the one after.
      let isFirst = bytes[member.range.lowerBound - 1] == UInt8(ascii: "{")
      let hasNext = bytes[member.range.upperBound] == UInt8(ascii: ",")
      let (start, end) = (member.range.lowerBound, member.range.upperBound)
      let range = isFirst ? start..<(hasNext ? end + 1 : end) : start - 1..<end
      return String(decoding: bytes[..<range.lowerBound] + bytes[range.upperBound...], as: UTF8.self)
    }
    return nil
  }

  /// Where a member of the object at `start` lies, and where its value begins.
  private static func member(
    _ name: String, of start: Int, in bytes: [UInt8]
  ) -> (range: Range<Int>, value: Int)? {
    guard bytes[start] == UInt8(ascii: "{") else { return nil }
    var place = start + 1
    while place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
      let value = end(of: place, in: bytes) + 1
      let next = end(of: value, in: bytes)
      if bytes[place..<value - 1].elementsEqual(name.utf8) { return (place..<next, value) }
      place = next + 1
    }
    return nil
  }

  /// Where the value at a place ends.
  private static func end(of start: Int, in bytes: [UInt8]) -> Int {
    var (place, depth, isText) = (start, 0, false)
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\") where isText: place += 1
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "{") where !isText, UInt8(ascii: "[") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText, UInt8(ascii: "]") where !isText:
        if depth == 0 { return place }
        depth -= 1
      case UInt8(ascii: ",") where !isText && depth == 0, UInt8(ascii: ":") where !isText && depth == 0:
        return place
      default: break
      }
      place += 1
    }
    return place
  }
}
