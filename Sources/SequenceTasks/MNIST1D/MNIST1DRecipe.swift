import RandomStreams

/// How one example of MNIST-1D is made from a digit's template, as its authors publish it (Greydanus and Kobak 2024).
///
/// Everything is in Float64 of sums, products, quotients and roots, and Φ⁻¹ of the streams: the same numbers on every processor.
enum MNIST1DRecipe {
  /// Numbers in an example.
  static let length = 40
  /// Numbers before the last step: a template and the longest padding.
  private static let stretched = 72
  private static let paddings = 36...60
  private static let translations = 48

  /// The mean and deviation of all numbers under the recipe, from 100,000 examples; the authors take those of their 5,000, test among them.
  private static let mean = -0.006
  private static let deviation = 0.155

  /// The ten digits, drawn by hand, with mean 0 and deviation 1 over their 12 numbers, from 0 on, and a sixth as high.
  private static let templates: [[Double]] = shapes.map { shape in
    let count = Double(shape.count)
    let mean = shape.reduce(0, +) / count
    let variance = shape.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return shape.map { ($0 - shape[0]) / variance.squareRoot() / 6 }
  }

  private static let shapes: [[Double]] = [
    [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
    [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
    [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
    [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
    [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
    [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
    [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
    [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
    [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
    [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
  ]

  /// The classes.
  static var digits: Int { shapes.count }

  /// An example of a digit: padded, stretched to 72 numbers, scaled, turned round, with smooth noise in the padding and a little everywhere,
  /// sheared, and read at 40 places.
  ///
  /// Draws, in order: padding, scale, translation, 72 normal numbers of the smooth noise, 72 of the other, shear.
  static func example(of digit: Int, from stream: inout RandomStream) -> [Float] {
    let padding = paddings.lowerBound + stream.nextInteger(below: paddings.count)
    let scale = 1 + 0.4 * (Double(stream.nextUniform()) - 0.5)
    let turn = stream.nextInteger(below: translations)
    // What is signal is never exactly 0, so that the padding is told from it.
    let padded = templates[digit].map { $0 + 1e-8 } + [Double](repeating: 0, count: padding)
    let signal = interpolated(padded, to: stretched).map { $0 * scale }
    let turned = Array(signal.suffix(turn) + signal.dropLast(turn))
    let smooth = smoothed(normal(0.25, from: &stream))
    let noise = normal(0.02, from: &stream)
    let shear = 0.75 * (Double(stream.nextUniform()) - 0.5)
    let noisy = turned.indices.map { place -> Double in
      let value = (turned[place] == 0 ? smooth[place] : turned[place]) + noise[place]
      return value - shear * (Double(place) / Double(stretched - 1) - 0.5)
    }
    return interpolated(noisy, to: length).map { Float(($0 - mean) / deviation) }
  }

  private static func normal(_ deviation: Double, from stream: inout RandomStream) -> [Double] {
    (0..<stretched).map { _ in deviation * Double(stream.nextGaussian()) }
  }

  /// Numbers at `count` places, evenly from the first to the last, linear between them.
  private static func interpolated(_ numbers: [Double], to count: Int) -> [Double] {
    (0..<count).map { index in
      let place = Double(index * (numbers.count - 1)) / Double(count - 1)
      let below = min(Int(place), numbers.count - 2)
      return numbers[below] + (place - Double(below)) * (numbers[below + 1] - numbers[below])
    }
  }

  /// A normal filter of deviation 2, cut off at 8, the ends mirrored.
  private static func smoothed(_ numbers: [Double]) -> [Double] {
    let last = numbers.count - 1
    return numbers.indices.map { place in
      (1..<kernel.count).reduce(kernel[0] * numbers[place]) { sum, distance in
        let (left, right) = (place - distance, place + distance)
        return sum
          + kernel[distance]
          * (numbers[left < 0 ? -left - 1 : left] + numbers[right > last ? 2 * last + 1 - right : right])
      }
    }
  }

  /// exp(−k²/8), divided by its sum over k = −8 … 8.
  private static let kernel = [
    0.19947464786474498, 0.1760357588847903, 0.12098748976534901, 0.06475993660472742, 0.026995957967298843,
    0.008764304362785868, 0.002215963172596555, 0.00043634902050678826, 6.691628957263552e-05,
  ]
}
