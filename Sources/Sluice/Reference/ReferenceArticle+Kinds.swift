import Catalog
import Planning

extension ReferenceArticle {
  /// The page of one list: each kind with its formula, its picture, its parameters and its source.
  static func kinds(_ list: KindList, _ catalogs: ExperimentCatalogs) -> ReferenceArticle {
    let (title, place) = parts(of: list.title)
    let names =
      "What `sluice list \(list.topic)` shows."
      + (place.isEmpty ? "" : " Place in an experiment file: \(place).")
    let isPlain = list.kinds.allSatisfy { $0.summary.isEmpty && $0.parameters.isEmpty }
    let pictures = list.kinds.map { ReferencePicture.of($0.kind, in: list, catalogs) }
    let body =
      isPlain
      ? list.kinds.map { "- `\($0.kind)`\n" }.joined()
      : zip(list.kinds, pictures).map(section).joined(separator: "\n")
    return ReferenceArticle(
      name: list.topic, text: "# \(title)\n\n\(names)\n\n\(isPlain ? "## Names\n\n" : "")\(body)",
      pictures: pictures.compactMap(\.self))
  }

  /// A list's title, and where files name its kinds, which stands in parentheses behind it.
  private static func parts(of title: String) -> (title: String, place: String) {
    guard let bracket = title.firstRange(of: " ("), title.hasSuffix(")") else { return (title, "") }
    return (
      String(title[..<bracket.lowerBound]), String(title[bracket.upperBound...].dropLast())
    )
  }

  /// A kind in full.
  private static func section(_ kind: KindDescription, _ picture: ReferencePicture?) -> String {
    let formula = kind.formula.isEmpty ? "" : "\n    \(kind.formula)\n"
    let image = picture.map { "\n![\($0.description)](\($0.name))\n" } ?? ""
    let rows = kind.parameters.flatMap { parameterRows($0, "") }
    let parameters =
      rows.isEmpty ? "" : "\n" + markdownTable(["parameter", "allowed", "default", "meaning"], rows)
    let source = kind.source.isEmpty ? "" : "\nSource: \(kind.source)\n"
    return "## \(kind.kind)\n\n\(kind.summary)\n\(formula)\(image)\(parameters)\(source)"
  }

  /// The rows of a parameter, and of the keys of the map that it may be.
  private static func parameterRows(_ parameter: Parameter, _ path: String) -> [[String]] {
    let name = path + parameter.name
    let silence =
      parameter.defaultValue.map { "`\($0.text)`" } ?? (parameter.isOptional ? "" : "required")
    let allowed = parameter.allowed + (parameter.isSchedulable ? ", or a schedule" : "")
    return [["`\(name)`", allowed, silence, parameter.summary]]
      + parameter.shape.keys.flatMap { parameterRows($0, name + ".") }
  }
}
