import Catalog
import RandomStreams

/// The settings that are tried, the same for every cell of the sweep.
///
/// Of a random search, proposal d of a key is one uniform of the stream with the path `tuning`, `proposal`, d, the key's path; where
/// settings are chosen for every replicate of the comparison, its number stands before d. So neither more samples nor another key change a
/// proposal. A setting that was proposed before is passed over: trials are the different settings in the order in which they come.
/// Of a grid, trials are all combinations, the last key varying fastest.
struct TuningProposals {
  let settings: TuningSettings
  let seed: UInt64

  /// Proposals for each sample at most, before there are taken to be too few settings.
  private static let attempts = 100

  /// The trials before a replicate of the comparison; `nil` for those before all.
  ///
  /// - Returns: fewer than ``TuningSettings/samples`` where there are not as many settings.
  func trials(before replicate: Int?) -> [TuningTrial] {
    guard let samples = settings.samples else { return grid }
    var trials: [TuningTrial] = []
    var known: Set<[String]> = []
    for draw in 0..<samples * Self.attempts where trials.count < samples {
      let values = settings.axes.map { ($0.axis, $0.value(at: uniform(draw, $0.path, replicate))) }
      if known.insert(values.map(\.1.label)).inserted {
        trials.append(TuningTrial(number: trials.count, values))
      }
    }
    return trials
  }

  private func uniform(_ draw: Int, _ path: String, _ replicate: Int?) -> Double {
    let round = replicate.map { [StreamKey.Element.index(UInt64($0))] } ?? []
    let key = StreamKey(
      seed: seed,
      path: [.label(StreamPurpose.tuning.rawValue), .label("proposal")] + round + [
        .index(UInt64(draw)), .label(path),
      ])
    var stream = RandomStream(key)
    return Double(stream.nextUniform())
  }

  private var grid: [TuningTrial] {
    let values = settings.axes.map(\.gridValues)
    let product = Product(sizes: values.map(\.count))
    return (0..<product.count).map { index in
      let chosen = zip(zip(settings.axes, values), product[index]).map { ($0.0.axis, $0.1[$1]) }
      return TuningTrial(number: index, chosen)
    }
  }
}

extension TunedAxis {
  /// The value at a place between 0 and 1.
  fileprivate func value(at u: Double) -> AxisValue {
    if let range { return axisValue(range.value(at: u)) }
    return axis.values[min(Int(u * Double(axis.values.count)), axis.values.count - 1)]
  }

  /// The values of a grid.
  fileprivate var gridValues: [AxisValue] { range?.grid.map(axisValue) ?? axis.values }

  /// Values of a grid.
  var gridCount: Int { gridValues.count }

  private func axisValue(_ number: Double) -> AxisValue {
    let value = ParameterValue.number(number)
    return AxisValue(
      label: value.text,
      node: ConfigNode(
        .scalar(value.text, isPlain: true), at: axis.position, path: "\(TuningSettings.key).axes.\(path)"))
  }
}
