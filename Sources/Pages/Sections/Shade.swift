import Drawing

/// The color of a share in a heat map.
enum Shade {
  /// White for 0, dark blue for 1; its depth is the square root of the share, so that small shares can be seen.
  static func pixel(_ share: Double) -> PNGImage.Pixel {
    let depth = min(1, max(0, share)).squareRoot()
    func mix(_ from: Double, _ to: Double) -> UInt8 { UInt8((from + (to - from) * depth).rounded()) }
    return PNGImage.Pixel(mix(247, 8), mix(251, 48), mix(255, 107))
  }
}
