/// A word of a command line that a person may copy into a shell.
public enum ShellWord {
  /// The word as POSIX shells read it: bare where it has only plain characters, otherwise in single quotes.
  public static func quoted(_ word: String) -> String {
    let plain = "%+,-./:=@_"
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || plain.unicodeScalars.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: #"'\''"#))'"
  }
}
