import Arrays

extension SequenceArrayReader {
  /// A target for each sequence, or for each of its steps.
  mutating func takeTargets() throws {
    let name = request.target ?? "targets"
    let content = try array(request.target, "target", usual: name)
    if !request.isEveryStep, content.shape == [count, longest], longest > 1 {
      throw error(
        name, "has the shape \(Self.text(content.shape)), a target at every step; say 'placement: every'")
    }
    if content.shape.count == 2, !request.isEveryStep {
      throw error(
        name,
        "has the shape \(Self.text(content.shape)); expected [\(count)], the class of each sequence (of one column targets.ravel(), of a column a class targets.argmax(axis=1))"
      )
    }
    try checkShape(content.shape, request.isEveryStep ? [count, longest] : [count], name)
    let width = request.isEveryStep ? longest : 1
    if case .texts(let texts, _) = content {
      guard request.kind == .class else { throw error(name, "holds texts; say 'target_kind: class'") }
      forEachTarget(width) { result, place in
        result.targets.classes.append(texts[place].isEmpty ? nil : texts[place])
        return true
      }
      return
    }
    let numbers = try numbers(content, name)
    var bad: Int?
    forEachTarget(width) { result, place in
      if numbers[place].isNaN {
        result.targets.appendMissing()
      } else if !result.targets.append(numbers[place]) {
        bad = place
        return false
      }
      return true
    }
    if let bad {
      throw error(name, "has in sequence \(bad / width): \(result.targets.refusal(Self.text(numbers[bad])))")
    }
  }

  private mutating func forEachTarget(_ width: Int, _ body: (inout RawSequences, _ place: Int) -> Bool) {
    for (sequence, length) in lengths.enumerated() {
      for step in 0..<(request.isEveryStep ? length : 1) {
        guard body(&result, sequence * width + step) else { return }
      }
    }
  }
}
