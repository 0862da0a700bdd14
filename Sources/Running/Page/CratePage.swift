import Catalog

/// The page in a crate: a file, and the command that made it of the others.
struct CratePage {
  private static let action = "#report"

  private let page: CrateFile
  private let manifest: String
  private let provenance: Provenance

  /// - Parameters:
  ///   - page: the page.
  ///   - manifest: the digest of the manifest that lists it.
  ///   - provenance: how and when the page was made.
  init(_ page: CrateFile, manifest: String, provenance: Provenance) {
    (self.page, self.manifest, self.provenance) = (page, manifest, provenance)
  }

  /// A crate with this page in place of an older one.
  func added(to crate: JSON) -> JSON {
    let entities = (crate["@graph"]?.items ?? []).filter {
      ![page.id, Self.action].contains($0["@id"]?.string)
    }
    let tables = entities.filter {
      $0["encodingFormat"]?.string == "text/csv" && $0["name"]?.string != "timings.csv"
    }
    let changed = entities.map { entity in
      switch entity["@id"]?.string {
      case "./":
        Self.referring(entity, [("hasPart", page.id), ("mentions", Self.action)])
      case CrateEntity.id(ofPath: ResultTables.manifestFile): entity.setting("sha256", to: .string(manifest))
      default: entity
      }
    }
    let instrument = entities.first { $0["@type"]?.string == "CreateAction" }?["instrument"]
    let action = CrateEntity(
      Self.action, "CreateAction",
      [
        ("name", .string("sluice report")), ("description", .string(provenance.commandLine)),
        ("instrument", instrument ?? CrateEntity.reference("#sluice")),
        ("object", CrateEntity.references(tables.compactMap { $0["@id"]?.string })),
        ("result", CrateEntity.reference(page.id)),
        ("startTime", .string(provenance.startedAt)), ("endTime", .string(provenance.madeAt)),
        ("actionStatus", .string("http://schema.org/CompletedActionStatus")),
      ])
    return crate.setting("@graph", to: .array(changed + (page.entities + [action]).map(\.json)))
  }

  /// An entity that refers to further ones under these names.
  private static func referring(_ entity: JSON, _ further: [(String, String)]) -> JSON {
    further.reduce(entity) { entity, reference in
      let (name, id) = reference
      let present = entity[name].map { $0.items.isEmpty ? [$0] : $0.items } ?? []
      let ids = present.compactMap { $0["@id"]?.string }.filter { $0 != id }
      return entity.setting(name, to: CrateEntity.references(ids + [id]))
    }
  }
}
