/// The words of the command line as the system hands them over: bytes, which need not be text.
enum RawArguments {
  /// The words without the program's name.
  ///
  /// - Throws: `UsageError` for one that is no UTF-8: read as text it would name another file.
  static func words() throws -> [String] {
    var words: [String] = []
    for place in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = CommandLine.unsafeArgv[place] else { break }
      guard let word = String(validatingCString: bytes) else {
        throw UsageError(
          "argument \(place) is '\(String(cString: bytes))', which is not UTF-8; give the file another name")
      }
      words.append(word)
    }
    return words
  }
}
