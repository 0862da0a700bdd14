import Yams

/// Turns what the YAML parser throws into errors with a place and plain words.
struct YAMLFailure {
  let source: SourceText
  let text: String

  func errors(for error: any Error) -> ExperimentErrors {
    guard let error = error as? YamlError else { return failure(1, 1, "cannot be read as YAML: \(error)") }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      let start = context.map { " (\($0.text), from line \($0.mark.line), column \($0.mark.column))" } ?? ""
      return failure(mark.line, mark.column, "this is not valid YAML: \(problem)\(start)")
    case .composer(_, let problem, let mark, _):
      let several = problem == "but found another document"
      return failure(
        mark.line, mark.column,
        several
          ? "a second document starts here; an experiment file holds one"
          : "this is not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      return duplicate(keys.sorted().first ?? "", context.mark)
    default: return failure(1, 1, "cannot be read as YAML")
    }
  }

  private func failure(_ line: Int, _ column: Int, _ message: String) -> ExperimentErrors {
    ExperimentErrors(ExperimentError(SourcePosition(source, line: line, column: column), "", message))
  }

  private func duplicate(_ key: String, _ first: Mark) -> ExperimentErrors {
    let again = secondPlace(of: key, after: first)
    let place = again ?? first
    let rest = again == nil ? "" : "; the first is at line \(first.line), column \(first.column)"
    return failure(place.line, place.column, "the key '\(key)' appears twice in one map\(rest)")
  }

  /// The second place of a duplicate key.
  ///
  /// The parser reports the first place only. The first occurrence is renamed in place, which moves nothing, until
  /// the text parses; then the second is a sibling of the renamed key, with its own position.
  private func secondPlace(of key: String, after first: Mark) -> Mark? {
    var scalars = Array(text.unicodeScalars)
    var mark = first
    for attempt in 0..<16 as Range<UInt32> {
      guard let index = offset(of: mark, in: scalars), let substitute = Unicode.Scalar(0xE000 + attempt)
      else {
        return nil
      }
      scalars[index] = substitute
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      do {
        guard let parser = try? Parser(yaml: String(view), resolver: .basic, encoding: .utf8) else {
          return nil
        }
        guard let root = try parser.singleRoot() else { return nil }
        return sibling(of: first, named: key, in: root, depth: 0)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        if keys.sorted().first == key { return context.mark }
        mark = context.mark
      } catch {
        return nil
      }
    }
    return nil
  }

  private func offset(of mark: Mark, in scalars: [Unicode.Scalar]) -> Int? {
    var (line, index) = (1, 0)
    while line < mark.line, index < scalars.count {
      let isPair = scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if !isPair, ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalars[index]) { line += 1 }
      index += 1
    }
    index += mark.column - 1
    if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    return index < scalars.count ? index : nil
  }

  private func sibling(of mark: Mark, named key: String, in node: Node, depth: Int) -> Mark? {
    guard depth <= ConfigDocument.maximumDepth else { return nil }
    switch node {
    case .mapping(let mapping):
      if mapping.contains(where: { $0.key.mark?.line == mark.line && $0.key.mark?.column == mark.column }),
        let twin = mapping.first(where: { $0.key.scalar?.string == key })
      {
        return twin.key.mark
      }
      for (_, value) in mapping {
        if let found = sibling(of: mark, named: key, in: value, depth: depth + 1) { return found }
      }
    case .sequence(let sequence):
      for item in sequence {
        if let found = sibling(of: mark, named: key, in: item, depth: depth + 1) { return found }
      }
    case .scalar, .alias: break
    }
    return nil
  }
}
