import Catalog

/// What made results: Sluice, or a program that is Sluice with kinds of its own.
struct CrateProgram {
  private static let sluice = "#sluice"
  private static let own = "#program"

  /// The name and the SHA-256 of the program's file; `nil` for Sluice itself.
  private let program: (name: String, sha256: String)?

  init(usesOwnKinds: Bool) throws(IOError) {
    program = usesOwnKinds ? (Program.name, try Program.digest()) : nil
  }

  /// The `@id` of what made them.
  var instrument: String { program == nil ? Self.sluice : Self.own }

  var entities: [CrateEntity] {
    let sluice = CrateEntity(
      Self.sluice, "SoftwareApplication",
      [
        ("name", .string(SoftwareCitation.name)), ("description", .string(SoftwareCitation.title)),
        ("softwareVersion", .string(SluiceVersion.current)),
        ("datePublished", .string(SoftwareCitation.released)), ("license", .string(SoftwareCitation.license)),
        ("creator", .string(SoftwareCitation.author)),
      ])
    guard let program else { return [sluice] }
    return [
      sluice,
      CrateEntity(
        Self.own, "SoftwareApplication",
        [
          ("name", .string(program.name)),
          ("description", .string("Sluice with kinds of the program's own.")),
          ("softwareVersion", .string("sha256:\(program.sha256)")), ("sha256", .string(program.sha256)),
          ("softwareRequirements", CrateEntity.reference(Self.sluice)),
        ]),
    ]
  }
}
