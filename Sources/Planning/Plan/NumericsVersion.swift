/// The version of everything that decides which values a run's record holds, beside the random streams.
///
/// It covers kernels, policies, gradient rules, optimizers, tasks, metrics and statistics of gates. It is part of every run's id:
/// another version's records are other runs, and a folder never mixes them. The test `GoldenValueTests` holds the values of every
/// shipped experiment and of every entry of every catalog against digests that are kept under this version; where one of them changes,
/// the version has to be raised with it. New entries and new columns leave it as it is.
public enum NumericsVersion {
  /// The version in use.
  public static let current = "sluice/numerics/v2"
  /// What the folders of Sluice 0.1.0 count as, which had no such version.
  public static let first = "sluice/numerics/v0"
}
