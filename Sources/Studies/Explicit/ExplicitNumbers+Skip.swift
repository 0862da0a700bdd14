import Catalog
import Planning
import Recurrence

/// What decides on the next step, of a skip rule that learns.
extension ExplicitNumbers {
  /// w and then b of the one layer; none where no rule learns.
  mutating func skipParameters(_ configuration: NetworkConfiguration) -> [Double] {
    let (n, path) = (configuration.hidden, "network.weights.skip")
    let isGiven = settings["network"]["weights"].values["skip"] != nil
    guard configuration.skip.value.learns else {
      if isGiven {
        fail(path, "is of a skip rule that learns, and `network.skip` names no such rule; leave it out")
      }
      return []
    }
    guard isGiven else {
      fail(
        path,
        "is missing; the skip rule \(configuration.skip.kind) learns: expected a map with the keys w, b")
      return []
    }
    let values = settings["network"]["weights"]["skip"]
    let w = values.optionalNumbers("w") ?? []
    if w.count != n {
      fail("\(path).w", "found \(w.count) numbers; w must have \(n), one for each unit")
    }
    checkRange("\(path).w", w)
    let b = values.optionalNumber("b") ?? 0
    checkRange("\(path).b", [b])
    return w + [b]
  }
}

extension NetworkWeights {
  /// The flat vector of a network of one layer, whose shapes have been checked, with w and b of its skip rule.
  func parameters(_ configuration: NetworkConfiguration, skip: [Double]) -> [Double] {
    do {
      var flat = try parameters(configuration)
      if let place = configuration.layout.skipParameters(layer: 0) {
        flat.insert(contentsOf: skip, at: place.lowerBound)
      }
      return flat
    } catch { preconditionFailure("shapes have been checked: \(error)") }
  }
}
