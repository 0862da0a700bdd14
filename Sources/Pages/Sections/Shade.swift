import Drawing

/// The color of a value in a heat map.
enum Shade {
  /// White for 0, dark blue for 1; its depth is the square root of the share, so that small shares can be seen.
  static func pixel(_ share: Double) -> PNGImage.Pixel {
    let depth = min(1, max(0, share)).squareRoot()
    func mix(_ from: Double, _ to: Double) -> UInt8 { UInt8((from + (to - from) * depth).rounded()) }
    return PNGImage.Pixel(mix(247, 8), mix(251, 48), mix(255, 107))
  }

  /// Blue for −1, nearly white for 0, orange for 1: hues that color-blind eyes tell apart.
  static func signed(_ value: Double) -> PNGImage.Pixel {
    let depth = min(1, max(0, value.magnitude)).squareRoot()
    func mix(_ to: Double) -> UInt8 { UInt8((247 + (to - 247) * depth).rounded()) }
    return value < 0 ? PNGImage.Pixel(mix(0), mix(72), mix(138)) : PNGImage.Pixel(mix(170), mix(72), mix(0))
  }
}
