import Catalog

/// A law of a family: its name, and a check that leaves what it finds.
struct Law<Subject>: Sendable {
  let name: String
  let check: @Sendable (_ subject: Subject, _ findings: inout Findings) -> Void

  init(_ name: String, _ check: @escaping @Sendable (Subject, inout Findings) -> Void) {
    (self.name, self.check) = (name, check)
  }
}

/// All laws of a family of kinds.
struct LawList<Subject>: Sendable {
  /// What they are laws of, in the plural.
  let family: String
  let laws: [Law<Subject>]

  var names: [String] { ["description"] + laws.map(\.name) }

  /// What a kind breaks with every choice of settings that the description suggests.
  ///
  /// Settings are varied one at a time. A setting that is admissible only beside a certain choice gets that choice.
  func violations(
    _ description: KindDescription, settings: [String: ParameterValue], except: Set<String>,
    make: (_ parameters: Parameters) throws -> Subject
  ) -> [LawViolation] {
    var found = descriptionViolations(description, except)
    guard found.isEmpty else { return found }
    for variation in SettingVariations(description).all {
      let given = settings.merging(variation) { $1 }
      do {
        let (parameters, subject) = try made(description, given, make)
        for law in laws where !except.contains(law.name) {
          var findings = Findings(kind: parameters.label, law: law.name)
          law.check(subject, &findings)
          if let violation = findings.violation { found.append(violation) }
        }
      } catch {
        let place = given.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }.joined(
          separator: " ")
        found.append(
          LawViolation(
            kind: description.kind, law: "settings", place: place.isEmpty ? "the defaults" : place,
            found: "\(error)", expected: "a value: the description admits these settings"))
      }
    }
    return found
  }

  private func made(
    _ description: KindDescription, _ given: [String: ParameterValue], _ make: (Parameters) throws -> Subject
  ) throws -> (Parameters, Subject) {
    func value(_ settings: [String: ParameterValue]) throws -> (Parameters, Subject) {
      let parameters = try Parameters(description, settings)
      return (parameters, try make(parameters))
    }
    do { return try value(given) } catch let error as ParameterError {
      guard case .conflict = error else { throw error }
      for choice in SettingVariations(description).choices {
        if let together = try? value(given.merging(choice) { $1 }) { return together }
      }
      throw error
    }
  }

  /// Whether a text ends in a period and begins with a capital, or with a symbol of one letter such as β₁.
  private static func isSentence(_ text: String) -> Bool {
    let first = text.prefix { $0 != " " }
    return text.hasSuffix(".") && (first.first?.isUppercase == true || first.count(where: \.isLetter) <= 1)
  }

  /// The law `description`, and exceptions that are no laws.
  private func descriptionViolations(_ description: KindDescription, _ except: Set<String>) -> [LawViolation]
  {
    var findings = Findings(kind: description.kind, law: "description")
    findings.expect(
      description.defect == nil, at: "the description", found: description.defect ?? "",
      expected: "no contradiction")
    findings.expect(
      !description.formula.isEmpty, at: "formula", found: "nothing", expected: "what the kind computes")
    for (place, text) in [("summary", description.summary)]
      + description.parameters.map({ ($0.name, $0.summary) })
    {
      findings.expect(
        Self.isSentence(text), at: "the summary of \(place)",
        found: "'\(text)'",
        expected: "a sentence")
    }
    if except.contains("description") { findings = Findings(kind: description.kind, law: "description") }
    for name in except.subtracting(names).sorted() {
      findings.expect(
        false, at: "except", found: "'\(name)'",
        expected: "a law of \(family): \(names.joined(separator: ", "))")
    }
    return findings.violation.map { [$0] } ?? []
  }
}
