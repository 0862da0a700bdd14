/// Several safetensors files in one: the arrays and the words of each stand under its name and a dot, `r-5f0c….bias_ih_l0`.
///
/// Nothing is lost: ``files(of:)`` gives back every file, whose bytes are then what they were. A pack is itself a safetensors file within
/// the limits that hold for all of them, and ends where the next file would go beyond ``Limit``.
public struct SafetensorsPack: Sendable {
  /// How much a pack holds, unless its only file is larger.
  public enum Limit {
    /// Bytes of numbers.
    public static let bytes = 1 << 26
    /// Arrays, and words of metadata.
    public static let names = 1 << 15
  }

  private var entries: [Safetensors.Entry] = []
  private var metadata: [String: String] = [:]
  private var size = 0

  /// Nothing yet.
  public init() {}

  /// Whether there is no file in it.
  public var isEmpty: Bool { entries.isEmpty && metadata.isEmpty }

  /// Adds a file under a name without dots, which no other file has.
  ///
  /// - Returns: `false` where it does not fit; the pack is then as it was.
  public mutating func add(_ file: Safetensors, under name: String) -> Bool {
    precondition(!name.isEmpty && !name.contains("."), "the name of a file in a pack has no dot: \(name)")
    let added = file.entries.reduce(0) { $0 + $1.array.bytes.count }
    let names = max(entries.count + file.entries.count, metadata.count + file.metadata.count)
    guard isEmpty || (size + added <= Limit.bytes && names <= Limit.names) else { return false }
    entries += file.entries.map { Safetensors.Entry("\(name).\($0.name)", $0.array) }
    for (key, word) in file.metadata { metadata["\(name).\(key)"] = word }
    size += added
    return true
  }

  /// The pack as a file.
  public var file: Safetensors { Safetensors(entries, metadata: metadata) }

  /// The files in a pack by their names; names without a dot are of none, nor are those that no array can have.
  public static func files(of pack: Safetensors) -> [String: Safetensors] {
    var entries: [String: [Safetensors.Entry]] = [:]
    for entry in pack.entries {
      guard let (file, name) = parts(entry.name) else { continue }
      entries[file, default: []].append(Safetensors.Entry(name, entry.array))
    }
    var metadata: [String: [String: String]] = [:]
    for (key, word) in pack.metadata {
      guard let (file, name) = parts(key) else { continue }
      metadata[file, default: [:]][name] = word
    }
    let names = Set(entries.keys).union(metadata.keys)
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, Safetensors(entries[$0] ?? [], metadata: metadata[$0] ?? [:])) })
  }

  /// One file of a pack; `nil` where nothing stands under its name.
  public static func file(_ name: String, of pack: Safetensors) -> Safetensors? {
    let entries = pack.entries.compactMap { entry -> Safetensors.Entry? in
      guard let (file, inner) = parts(entry.name), file == name else { return nil }
      return Safetensors.Entry(inner, entry.array)
    }
    let words = pack.metadata.compactMap { key, word -> (String, String)? in
      guard let (file, inner) = parts(key), file == name else { return nil }
      return (inner, word)
    }
    guard !entries.isEmpty || !words.isEmpty else { return nil }
    return Safetensors(entries, metadata: Dictionary(uniqueKeysWithValues: words))
  }

  private static func parts(_ name: String) -> (file: String, name: String)? {
    guard let dot = name.firstIndex(of: "."), dot > name.startIndex else { return nil }
    let rest = name[name.index(after: dot)...]
    return rest.isEmpty || rest == Safetensors.metadataName ? nil : (String(name[..<dot]), String(rest))
  }
}
