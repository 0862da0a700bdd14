public import Sequences

extension Floor {
  /// A class for each row, as an index (of bits 0 or 1), or `nil` where the split has none.
  public typealias Decision = @Sendable (_ rows: ScoredRows, _ split: Split) -> [Int]?

  /// What is reached in telling classes without looking at inputs.
  ///
  /// `majority`: the class that is commonest in training, of equally common ones the first by code points. `stratified`: a guess
  /// drawn from the frequencies of training, by its expected score; as a forecast of probabilities it is scored by those
  /// frequencies. `previous`, for targets at every step: the sequence's last known target before the step, at first the majority.
  ///
  /// - Parameters:
  ///   - classes: the classes, in the order of the network's outputs, of which training has some targets.
  ///   - placement: where targets stand.
  public static func classes(_ classes: [TargetClass], _ placement: TargetPlacement) -> [Floor] {
    let majority = majority(of: classes)
    let all = Double(classes.reduce(0) { $0 + $1.trainingCount })
    let frequencies = classes.map { Double($0.trainingCount) / all }
    return classFloors(placement, majority: { _ in majority }) { _ in frequencies }
  }

  /// The same of bits, from the share of ones in training at each place of a target row: equally common bits make 0 the majority.
  public static func bits(ones: [Double], _ placement: TargetPlacement) -> [Floor] {
    classFloors(placement, majority: { ones[$0] > 0.5 ? 1 : 0 }) { [ones[$0]] }
  }

  /// The floors whose majority and probabilities follow from a value's place in its target row.
  private static func classFloors(
    _ placement: TargetPlacement, majority: @escaping @Sendable (_ place: Int) -> Int,
    probabilities: @escaping @Sendable (_ place: Int) -> [Double]
  ) -> [Floor] {
    [
      Floor(deciding: "majority") { rows, _ in rows.places.map(majority) },
      Floor(guessing: "stratified") { rows, _ in rows.places.flatMap(probabilities) },
    ] + (placement == .every ? [Floor(deciding: "previous") { rows, _ in previous(rows, majority) }] : [])
  }

  /// The commonest class, of equally common ones the first by code points.
  static func majority(of classes: [TargetClass]) -> Int {
    precondition(!classes.isEmpty, "a majority of no classes")
    var best = 0
    for index in classes.indices.dropFirst() {
      let (found, known) = (classes[index], classes[best])
      let isFirst = found.name.utf8.lexicographicallyPrecedes(known.name.utf8)
      if found.trainingCount > known.trainingCount || found.trainingCount == known.trainingCount && isFirst {
        best = index
      }
    }
    return best
  }

  /// The target before each row, of the same sequence and place.
  ///
  /// Rows come sequence by sequence and step by step; a step whose target is missing has no row, and then the last that is
  /// known is the one before it.
  private static func previous(_ rows: ScoredRows, _ majority: (_ place: Int) -> Int) -> [Int] {
    var (example, last) = (-1, [Int: Int]())
    return rows.targets.indices.map { row in
      if rows.examples[row] != example { (example, last) = (rows.examples[row], [:]) }
      let place = rows.places[row]
      let decision = last[place] ?? majority(place)
      last[place] = Int(rows.targets[row])
      return decision
    }
  }
}
