import Catalog

extension TuningSettings {
  /// The keys as a results folder remembers them.
  var outline: [ExperimentOutline.Setting] {
    let all: [(key: String, value: String?)] =
      axes.map { ("axes.\($0.path)", $0.canonicalText) } + [
        ("by", JSON.quoted(score)), ("repeat", JSON.quoted(repetition.rawValue)),
        ("replicates", String(replicates)), ("samples", samples.map { String($0) }),
        ("search", JSON.quoted(search.rawValue)),
      ]
    return all.compactMap { key, value in value.map { .init(key: "\(Self.key).\(key)", value: $0) } }
  }
}

extension TunedAxis {
  /// The range, or the labels of the list.
  fileprivate var canonicalText: String {
    guard let range else { return "[\(axis.values.map { JSON.quoted($0.label) }.joined(separator: ","))]" }
    let number = { (value: Double) in ParameterValue.number(value) }
    var members: [String: ParameterValue] = [
      "from": number(range.from), "to": number(range.to), "scale": .text(range.scale.rawValue),
    ]
    if let points = range.points { members["points"] = number(Double(points)) }
    return ParameterValue.map(members).canonicalText
  }
}
