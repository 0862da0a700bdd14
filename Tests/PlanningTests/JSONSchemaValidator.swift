import Foundation
import Yams

/// As much of JSON Schema as the experiment's schema uses; an unknown keyword is a failure, not a pass.
struct JSONSchemaValidator {
  private let root: [String: Any]
  private static let known: Set = [
    "$schema", "title", "description", "default", "$defs", "$ref", "if", "then", "else", "type", "properties",
    "required",
    "additionalProperties", "const", "enum", "oneOf", "anyOf", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum",
    "items", "minItems", "maxItems", "uniqueItems", "minLength", "pattern",
  ]

  init(_ text: String) throws { root = try Self.parse(text) as? [String: Any] ?? [:] }

  /// The values of a JSON or YAML text: maps, lists, texts, flags and Doubles.
  static func parse(_ text: String) throws -> Any { plain(try Yams.load(yaml: text) ?? "") }

  private static func plain(_ value: Any) -> Any {
    switch value {
    case let map as [AnyHashable: Any]:
      Dictionary(uniqueKeysWithValues: map.map { ("\($0.key)", plain($0.value)) })
    case let list as [Any]: list.map(plain)
    case let flag as Bool: flag
    case let whole as Int: Double(whole)
    case let whole as UInt64: Double(whole)
    default: value
    }
  }

  func accepts(_ value: Any) -> Bool { accepts(value, root) }

  private func accepts(_ value: Any, _ schema: [String: Any]) -> Bool {
    guard Set(schema.keys).isSubset(of: Self.known) else { return false }
    return references(value, schema) && shape(value, schema) && members(value, schema) && items(value, schema)
      && range(value, schema)
  }

  private func references(_ value: Any, _ schema: [String: Any]) -> Bool {
    func schemas(_ key: String) -> [[String: Any]]? { schema[key] as? [[String: Any]] }
    if let path = schema["$ref"] as? String {
      let name = String(path.dropFirst("#/$defs/".count))
      guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any], accepts(value, target)
      else { return false }
    }
    if let condition = schema["if"] as? [String: Any] {
      let branch = schema[accepts(value, condition) ? "then" : "else"] as? [String: Any]
      if let branch, !accepts(value, branch) { return false }
    }
    if let any = schemas("anyOf"), !any.contains(where: { accepts(value, $0) }) { return false }
    if let one = schemas("oneOf"), one.count(where: { accepts(value, $0) }) != 1 { return false }
    return true
  }

  private func shape(_ value: Any, _ schema: [String: Any]) -> Bool {
    if let expected = schema["const"] as? String, value as? String != expected { return false }
    if let words = schema["enum"] as? [String] {
      guard let word = value as? String, words.contains(word) else { return false }
    }
    if let pattern = schema["pattern"] as? String {
      guard let text = value as? String, text.range(of: pattern, options: .regularExpression) != nil else {
        return false
      }
    }
    switch schema["type"] as? String {
    case "object": return value is [String: Any]
    case "array": return value is [Any]
    case "string":
      return (value as? String).map { $0.count >= (Int(schema["minLength"] as? Double ?? 0)) } ?? false
    case "boolean": return value is Bool
    case "integer": return (value as? Double).map { $0 == $0.rounded() } ?? false
    case "number": return value is Double
    default: return true
    }
  }

  private func members(_ value: Any, _ schema: [String: Any]) -> Bool {
    guard let object = value as? [String: Any] else { return true }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    let required = schema["required"] as? [String] ?? []
    guard required.allSatisfy({ object[$0] != nil }) else { return false }
    return object.allSatisfy { key, member in
      if let property = properties[key] as? [String: Any] { return accepts(member, property) }
      if let others = schema["additionalProperties"] as? [String: Any] { return accepts(member, others) }
      return schema["additionalProperties"] as? Bool ?? true
    }
  }

  private func items(_ value: Any, _ schema: [String: Any]) -> Bool {
    guard let list = value as? [Any] else { return true }
    if let least = schema["minItems"] as? Double, Double(list.count) < least { return false }
    if let most = schema["maxItems"] as? Double, Double(list.count) > most { return false }
    if schema["uniqueItems"] as? Bool == true, Set(list.map { "\($0)" }).count != list.count { return false }
    guard let item = schema["items"] as? [String: Any] else { return true }
    return list.allSatisfy { accepts($0, item) }
  }

  private func range(_ value: Any, _ schema: [String: Any]) -> Bool {
    guard let number = value as? Double else { return true }
    func limit(_ key: String) -> Double? { schema[key] as? Double }
    return number >= limit("minimum") ?? -.infinity && number <= limit("maximum") ?? .infinity
      && number > limit("exclusiveMinimum") ?? -.infinity && number < limit("exclusiveMaximum") ?? .infinity
  }
}
