/// The media types of the files that a results folder holds.
enum MediaType {
  /// The type of a file by the ending of its name.
  static func of(_ name: String) -> String {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return known[ending] ?? "application/octet-stream"
  }

  private static let known = [
    "csv": "text/csv", "tsv": "text/tab-separated-values", "txt": "text/plain", "ts": "text/plain",
    "json": "application/json", "yaml": "application/yaml", "yml": "application/yaml",
    "gz": "application/gzip", "npz": "application/zip", "html": "text/html",
  ]
}
