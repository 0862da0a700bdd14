package import Tables

/// What the rollouts of one cell leave in the tables.
package struct Simulation {
  /// The rows of `gates.csv`.
  package let statistics: [GateStatistic]
  /// The rows of `units.csv`; none where the file does not ask for them.
  package let units: TableRows
}
