import Catalog

/// A file of a results folder, as the crate describes it.
struct CrateFile {
  /// The path in the folder.
  let path: String
  /// What it is called elsewhere, or its path.
  let name: String
  /// What it holds; may be empty.
  let summary: String
  /// The SHA-256 of its bytes, in hexadecimal digits.
  let sha256: String
  /// The size in bytes, where it is known.
  let size: Int?
  /// Where it comes from, where that is known.
  let source: DataSource?

  init(
    _ path: String, name: String? = nil, summary: String = "", sha256: String, size: Int? = nil,
    source: DataSource? = nil
  ) {
    self.path = path
    self.name = name ?? path
    self.summary = summary
    self.sha256 = sha256
    self.size = size
    self.source = source
  }

  var id: String { CrateEntity.id(ofPath: path) }

  /// The file, and behind it what it refers to.
  var entities: [CrateEntity] {
    var properties: [(String, JSON)] = [
      ("name", .string(name)), ("encodingFormat", .string(MediaType.of(name))), ("sha256", .string(sha256)),
    ]
    if !summary.isEmpty { properties.append(("description", .string(summary))) }
    if let size { properties.append(("contentSize", .string(String(size)))) }
    guard let source else { return [CrateEntity(id, "File", properties)] }
    properties.append(("license", CrateEntity.reference(source.licenseURL)))
    properties.append(("citation", CrateEntity.reference(source.url)))
    return [
      CrateEntity(id, "File", properties),
      CrateEntity(source.licenseURL, "CreativeWork", [("name", .string(source.license))]),
      CrateEntity(
        source.url, "ScholarlyArticle",
        [
          ("name", .string(source.title)), ("datePublished", .string(String(source.year))),
          ("creator", .array(source.authors.map { .string($0) })),
        ]),
    ]
  }
}
