/// The version of Sluice, as manifests and `sluice --version` say it.
///
/// It is part of what determines a result: another version may compute other bytes.
public enum SluiceVersion {
  /// The version in use.
  public static let current = "0.1.0"
}
