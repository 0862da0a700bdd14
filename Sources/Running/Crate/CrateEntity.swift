import Catalog

/// An entity of an RO-Crate: a flat JSON object that others refer to by its `@id`.
struct CrateEntity {
  let id: String
  let type: String
  private let properties: [(String, JSON)]

  init(_ id: String, _ type: String, _ properties: [(String, JSON)]) {
    (self.id, self.type, self.properties) = (id, type, properties)
  }

  var json: JSON { .object([("@id", .string(id)), ("@type", .string(type))] + properties) }

  /// `{"@id": …}`.
  static func reference(_ id: String) -> JSON { .object([("@id", .string(id))]) }

  /// References to several; a single one stands without brackets, as the specification recommends.
  static func references(_ ids: [String]) -> JSON {
    ids.count == 1 ? reference(ids[0]) : .array(ids.map(reference))
  }

  /// A path as an `@id`, a relative URI: everything but unreserved characters and slashes escaped.
  static func id(ofPath path: String) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var id = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || "-._~/".unicodeScalars.contains(scalar)
      if isPlain {
        id.unicodeScalars.append(scalar)
      } else {
        id.unicodeScalars.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return id
  }
}
