import Catalog

/// What stands before the sequences of a `.ts` file.
///
///     # a comment
///     @problemName GunPoint
///     @timeStamps false
///     @univariate true
///     @classLabel true 1 2
///     @data
struct SequenceArchiveHeader {
  /// The classes that are listed; `nil` where the file has numbers to predict.
  private(set) var classes: [String]?
  private(set) var hasNumbers = false
  private(set) var isUnivariate = false
  private(set) var dimensions: Int?
  private var seen: Set<String> = []
  /// Whether `@data` has been read.
  private(set) var isComplete = false

  private static let words = [
    "@problemName", "@timeStamps", "@missing", "@univariate", "@dimensions", "@equalLength", "@seriesLength",
    "@classLabel", "@targetLabel", "@data",
  ]

  /// Whether a line that begins with a byte says nothing.
  static func isComment(_ first: UInt8) -> Bool { first == UInt8(ascii: "#") || first == UInt8(ascii: "%") }

  /// The number of the line with the first word of the format, where a text begins as such a file does.
  static func line(in head: [UInt8]) -> Int? {
    let lines = head.prefix(1 << 16).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = line.drop { $0 <= 0x20 || $0 >= 0x80 }
      guard let first = text.first, !isComment(first) else { continue }
      let word = String(decoding: text.prefix { $0 > 0x20 }, as: UTF8.self).lowercased()
      return words.contains { $0.lowercased() == word } ? index + 1 : nil
    }
    return nil
  }

  /// Takes in a line that begins with `@`.
  ///
  /// - Parameters:
  ///   - text: the line.
  ///   - error: an error at the line with a message.
  mutating func take(_ text: String, _ error: (String) -> DataError) throws(DataError) {
    let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
    let word = words[0].lowercased()
    guard seen.insert(word).inserted || word == "@problemname" else {
      throw error("'\(words[0])' comes a second time in the header; expected it once")
    }
    switch word {
    case "@data":
      guard classes != nil || hasNumbers else {
        throw error("the header has no '@classLabel true' with the classes, nor '@targetLabel true'")
      }
      isComplete = true
    case "@classlabel":
      guard try flag(words, error) else { return }
      let classes = Array(words.dropFirst(2))
      guard classes.count > 1, Set(classes).count == classes.count else {
        throw error(
          "'\(text)' lists \(classes.count == 1 ? "1 class" : "\(classes.count) classes"); expected two or more, each once"
        )
      }
      self.classes = classes
    case "@targetlabel": hasNumbers = try flag(words, error)
    case "@timestamps":
      guard try !flag(words, error) else {
        throw error("values with time stamps are not read; expected '@timeStamps false'")
      }
    case "@univariate": isUnivariate = try flag(words, error)
    case "@dimensions", "@dimension":
      guard words.count == 2, let number = Int(words[1]), number > 0 else {
        throw error("'\(text)': expected a whole number from 1")
      }
      dimensions = number
    // What these say is seen in the data.
    case "@problemname", "@missing", "@equallength", "@serieslength": break
    default:
      throw error(
        "'\(words[0])'\(NearestName.hint(for: words[0], among: Self.words)) is not a word of the format; expected \(Self.words.joined(separator: ", "))"
      )
    }
  }

  private func flag(_ words: [String], _ error: (String) -> DataError) throws(DataError) -> Bool {
    switch words.dropFirst().first?.lowercased() {
    case "true": return true
    case "false": return false
    default: throw error("'\(words.joined(separator: " "))': expected true or false")
    }
  }
}
