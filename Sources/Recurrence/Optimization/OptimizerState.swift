public import Snapshots

/// What an optimizer remembers between updates.
public struct OptimizerState<Scalar: OptimizerScalar>: Sendable {
  /// The averages of every weight: all first ones, then all second ones; 0 before the first update.
  public internal(set) var averages: [Scalar]
  /// How far training has come.
  public internal(set) var progress = UpdateProgress()

  /// The state before the first update of `count` weights by an optimizer of this type.
  public init(for optimizer: any Optimizer.Type, count: Int) {
    averages = Array(repeating: 0, count: optimizer.averages * count)
  }
}

/// How far training has come, as all weights share it.
public struct UpdateProgress: Sendable, Hashable {
  /// The number of the update that is being made, from 1; updates made, between two.
  public internal(set) var updates = 0
  private var products: [Double] = []

  init() {}

  /// Takes one more factor into the running product number `index`, which begins at 1, and gives the product.
  ///
  /// With βᵗ as a running product, its bits depend on no power function.
  public mutating func multiply(_ index: Int, by factor: Double) -> Double {
    while products.count <= index { products.append(1) }
    products[index] *= factor
    return products[index]
  }
}

extension OptimizerState: Restorable {
  /// The averages, and how far training has come.
  public func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(averages)
    snapshot.write("progress", progress)
  }

  /// Takes up a state of as many averages.
  public mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    averages = try snapshot.numbers(averages.count)
    try snapshot.read("progress", &progress)
  }
}

extension UpdateProgress: Restorable {
  /// The number of updates, and the running products.
  public func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(updates)
    snapshot.write(products)
  }

  /// Takes up a progress.
  public mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    updates = try snapshot.count()
    products = try snapshot.numbers()
  }
}
