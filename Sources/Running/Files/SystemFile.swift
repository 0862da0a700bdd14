/// Files of the system, such as `/proc/cpuinfo`, with lines of the form `key: value`.
enum SystemFile {
  /// What a file says of a key, the first time; `nil` where it does not.
  static func value(of key: String, in path: String) -> String? {
    guard let bytes = try? Files.read(path) else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(key) }
    return line?.split(separator: ":", maxSplits: 1).last.map { String($0.drop(while: \.isWhitespace)) }
  }

  /// A number of bytes that a file gives in kB; `nil` where it does not.
  static func bytes(of key: String, in path: String) -> Int? {
    value(of: key, in: path).flatMap { Int($0.prefix { $0.isNumber }) }.map { $0 * 1024 }
  }
}
