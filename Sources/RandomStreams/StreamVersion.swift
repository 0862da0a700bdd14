/// The version of everything that decides which numbers are drawn.
///
/// It covers the key hash, the address layout, the seeds of GSL's generators and the lattice of the uniforms.
/// A change to any of them changes results, so it must change the version, which is part of every hash, run id
/// and manifest.
public enum StreamVersion {
  /// The version in use.
  public static let current = "sluice/streams/v1"
}
