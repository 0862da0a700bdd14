import Catalog

/// The JSON Schema (draft 2020-12) of the experiment file, by which editors complete and check it.
///
/// It says what a schema can say: keys, types, ranges, kinds. What depends on several keys, or on the data,
/// Sluice checks itself.
public struct ExperimentSchema: Sendable {
  private let catalogs: ExperimentCatalogs

  /// The schema for what these catalogs can name.
  public init(_ catalogs: ExperimentCatalogs) { self.catalogs = catalogs }

  /// The schema as JSON, ending in a newline.
  public var text: String {
    let format = ExperimentFormat(catalogs)
    let studies = catalogs.studies.studies
    return JSON.object(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string("Sluice experiment")),
        ("description", .string("An experiment file of the format \(ExperimentFormat.version).")),
      ] + Self.choice(catalogs.studies.kinds[...]) + [
        (
          "$defs",
          .object(
            studies.map { ($0.kind, Self.schema(format.root($0))) } + definitions(format))
        )
      ]
    ).text(.readable) + "\n"
  }

  /// The schema of the kind that a file names, tested from the last; the first serves every other word.
  private static func choice(_ kinds: ArraySlice<String>) -> [(String, JSON)] {
    guard let kind = kinds.last, kinds.count > 1 else { return kinds.map(reference) }
    return [
      (
        "if",
        .object([
          ("properties", .object([("kind", .object([("const", .string(kind))]))])),
          ("required", .array([.string("kind")])),
        ])
      ),
      ("then", .object([reference(to: kind)])),
      ("else", .object(choice(kinds.dropLast()))),
    ]
  }

  private static func reference(to kind: String) -> (String, JSON) {
    ("$ref", .string("#/$defs/\(kind)"))
  }

  // MARK: Families are defined once under $defs: the policies alone are used four times.

  private func definitions(_ format: ExperimentFormat) -> [(String, JSON)] {
    var found: [(String, JSON)] = []
    for study in catalogs.studies.studies { Self.collect(format.root(study), into: &found) }
    return found
  }

  private static func collect(_ section: Section, into found: inout [(String, JSON)]) {
    for field in section.fields {
      if let (table, schedules) = field.shape.kinds, !found.contains(where: { $0.0 == name(of: table) }) {
        found.append((name(of: table), schema(table, schedules)))
      }
      if let inner = field.shape.section { collect(inner, into: &found) }
    }
  }

  private static func name(of table: KindTable<Void>) -> String { table.subject.replacing(" ", with: "_") }

  private static func schema(_ section: Section) -> JSON {
    let required = section.fields.filter(\.isRequired).map { JSON.string($0.name) }
    return .object(
      [
        ("type", .string("object")),
        ("properties", .object(section.fields.map { ($0.name, schema($0)) })),
      ] + (required.isEmpty ? [] : [("required", .array(required))]) + [
        ("additionalProperties", .flag(false))
      ]
    )
  }

  private static func schema(_ field: Field) -> JSON {
    guard case .object(var members) = schema(field.shape) else {
      preconditionFailure("a schema is an object")
    }
    members.insert(("description", .string(field.summary)), at: 0)
    if let value = field.defaultValue {
      if case .seed = field.shape {
        members.append(("default", .number(0)))
      } else {
        members.append(("default", JSON(value)))
      }
    }
    return .object(members)
  }

  private static func schema(_ table: KindTable<Void>, _ schedules: ScheduleCatalog) -> JSON {
    .object([
      ("type", .string("object")),
      (
        "properties",
        .object([(table.keyword, .object([("enum", .array(table.kinds.map { .string($0) }))]))])
      ),
      ("required", .array([.string(table.keyword)])),
      ("oneOf", .array(table.descriptions.map { schema($0, table.keyword, schedules) })),
    ])
  }

  private static func schema(
    _ kind: KindDescription, _ keyword: String, _ schedules: ScheduleCatalog
  ) -> JSON {
    let required = kind.parameters.filter { $0.defaultValue == nil && !$0.isOptional }.map {
      JSON.string($0.name)
    }
    let properties =
      [(keyword, JSON.object([("const", .string(kind.kind))]))]
      + kind.parameters.map { ($0.name, schema($0, schedules)) }
    return .object(
      [("description", .string(kind.summary)), ("properties", .object(properties))]
        + (required.isEmpty ? [] : [("required", .array(required))]) + [
          ("additionalProperties", .flag(false))
        ]
    )
  }

  private static func schema(_ parameter: Parameter, _ schedules: ScheduleCatalog) -> JSON {
    var members: [(String, JSON)] = [("description", .string(parameter.summary))]
    if parameter.isSchedulable, let bounds = parameter.numberBounds {
      let schedule = schema(schedules.within(bounds).erased, schedules)
      members.append(("anyOf", .array([.object(number(bounds, "number")), schedule])))
    } else if case .object(let inner) = schema(.plain(parameter.shape)) {
      members += inner
    }
    if let value = parameter.defaultValue { members.append(("default", JSON(value))) }
    return .object(members)
  }

  private static func number(_ bounds: Bounds, _ type: String) -> [(String, JSON)] {
    var members: [(String, JSON)] = [("type", .string(type))]
    if bounds.minimum > -.infinity {
      members.append((bounds.excludesMinimum ? "exclusiveMinimum" : "minimum", .number(bounds.minimum)))
    }
    if bounds.maximum < .infinity {
      members.append((bounds.excludesMaximum ? "exclusiveMaximum" : "maximum", .number(bounds.maximum)))
    }
    return members
  }

  private static func words(_ words: [String]) -> [(String, JSON)] {
    [("enum", .array(words.map(JSON.string)))]
  }

  private static func list(of items: [(String, JSON)]) -> [(String, JSON)] {
    [("type", .string("array")), ("items", .object(items))]
  }

  private static func schema(_ shape: Shape) -> JSON {
    switch shape {
    case .constant(let text): .object([("const", .string(text))])
    case .name:
      .object([("type", .string("string")), ("pattern", .string("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"))])
    case .seed:
      .object([("type", .string("integer")), ("minimum", .number(0)), ("maximum", .number(0x1p64))])
    case .listed(_, let words, _), .words(let words, _, _): .object(Self.words(words))
    case .distinctWords(let words):
      .object(list(of: Self.words(words)) + [("minItems", .number(1)), ("uniqueItems", .flag(true))])
    case .section(let section): schema(section)
    case .sectionOrList(let section):
      .object([
        (
          "anyOf",
          .array([
            schema(section),
            .object([
              ("type", .string("array")), ("items", schema(section.labeled)), ("minItems", .number(1)),
            ]),
          ])
        )
      ])
    case .kind(let table, _): .object([("$ref", .string("#/$defs/\(name(of: table))"))])
    case .kindOrWord(let table, _):
      .object([
        (
          "anyOf",
          .array([
            .object(words(table.wordKinds)), .object([("$ref", .string("#/$defs/\(name(of: table))"))]),
          ])
        )
      ])
    case .numberOr(let bounds, let section):
      .object([("anyOf", .array([.object(number(bounds, "number")), schema(section)]))])
    case .matrix: matrix
    case .matrixOr(let section): .object([("anyOf", .array([matrix, schema(section)]))])
    case .axes:
      .object([
        ("type", .string("object")),
        ("additionalProperties", .object([("type", .string("array")), ("minItems", .number(1))])),
      ])
    case .tunedAxes:
      .object([
        ("type", .string("object")),
        (
          "additionalProperties",
          .object([
            (
              "anyOf",
              .array([
                .object([("type", .string("array")), ("minItems", .number(1))]),
                schema(ExperimentFormat.tunedRange),
              ])
            )
          ])
        ),
      ])
    case .axisValue: .object([])
    case .plain(let shape): plain(shape)
    }
  }

  private static var matrix: JSON {
    .object(list(of: list(of: number(.finite, "number"))) + [("minItems", .number(1))])
  }

  private static func plain(_ shape: Parameter.Shape) -> JSON {
    switch shape {
    case .number(let bounds): .object(number(bounds, "number"))
    case .integer(let bounds): .object(number(bounds, "integer"))
    case .choice(let words): .object(Self.words(words))
    case .text, .file: .object([("type", .string("string")), ("minLength", .number(1))])
    case .flag: .object([("type", .string("boolean"))])
    case .numbers(let bounds, let count):
      .object(
        list(of: number(bounds, "number"))
          + (count.map { [("minItems", .number(Double($0))), ("maxItems", .number(Double($0)))] } ?? []))
    case .texts: .object(list(of: [("type", .string("string")), ("minLength", .number(1))]))
    case .risingIntegers(let bounds):
      .object(
        list(of: number(bounds, "integer")) + [("minItems", .number(1)), ("uniqueItems", .flag(true))])
    case .cell: .object(cell)
    case .cells: .object(list(of: cell))
    case .cellsByName:
      .object([
        ("type", .string("object")),
        ("additionalProperties", .object([("anyOf", .array([.object(cell), .object(list(of: cell))]))])),
      ])
    case .numbersByName(let bounds):
      .object([
        ("type", .string("object")), ("additionalProperties", .object(number(bounds, "number"))),
      ])
    case .map(let parameters):
      .object([
        ("type", .string("object")),
        ("properties", .object(parameters.map { ($0.name, described($0)) })),
        ("additionalProperties", .flag(false)),
      ])
    case .either(let shapes): .object([("anyOf", .array(shapes.map(plain)))])
    }
  }

  /// A text as a cell holds it, which YAML may take for something else.
  private static var cell: [(String, JSON)] {
    [("type", .array(["string", "number", "boolean", "null"].map(JSON.string)))]
  }

  private static func described(_ parameter: Parameter) -> JSON {
    guard case .object(var members) = plain(parameter.shape) else {
      preconditionFailure("a schema is an object")
    }
    members.insert(("description", .string(parameter.summary)), at: 0)
    if let value = parameter.defaultValue { members.append(("default", JSON(value))) }
    return .object(members)
  }
}
