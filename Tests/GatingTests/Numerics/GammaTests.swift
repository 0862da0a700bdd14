import Foundation
import Gating
import Testing

/// ln Γ and ψ against `Tests/Vectors/gamma.txt`, which mpmath computed to 25 digits.
@Suite struct GammaTests {
  private static func lines(_ word: String) throws -> [[Double]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Vectors/gamma.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: " ")
      return cells[0] == word ? try cells.dropFirst().map { try #require(Double($0)) } : nil
    }
  }

  @Test func logGammaOverAllOfTheRange() throws {
    let lines = try Self.lines("value")
    #expect(lines.count > 200)
    for line in lines {
      let (x, expected) = (line[0], line[1])
      let found = VectorMath.logGamma(x)
      #expect(found == expected || abs(found - expected) <= 2e-15 * abs(expected), "ln Γ(\(x)): \(found)")
    }
  }

  @Test func digammaOverAllOfTheRange() throws {
    for line in try Self.lines("value") {
      let (x, expected) = (line[0], line[2])
      let found = VectorMath.digamma(x)
      let isNearZero = abs(x - 1.4616321449683622) < 0.4
      let bound = 2e-15 * (isNearZero ? abs(expected) : max(1, abs(expected)))
      #expect(found == expected || abs(found - expected) <= bound, "ψ(\(x)): \(found)")
    }
  }

  @Test func differencesDoNotCancel() throws {
    for line in try Self.lines("difference") {
      let (x, d, expected) = (line[0], line[1], line[2])
      for (found, exact) in [
        (VectorMath.logGammaDifference(x, plus: d), expected),
        // Back again, where x + d has all digits of x.
        ((x + d) - d == x ? VectorMath.logGammaDifference(x + d, plus: -d) : -expected, -expected),
      ] {
        let scale = max(1, abs(d) * (1 + abs(VectorMath.log(x))), abs(expected))
        #expect(abs(found - exact) <= 4e-15 * scale, "\(x) + \(d): \(found), \(exact)")
      }
    }
  }

  @Test func edges() {
    #expect(VectorMath.logGamma(1) == 0 && VectorMath.logGamma(2) == 0)
    #expect(VectorMath.logGamma(0) == .infinity && VectorMath.digamma(0) == -.infinity)
    #expect(VectorMath.logGamma(.infinity) == .infinity && VectorMath.digamma(.infinity) == .infinity)
    #expect(VectorMath.logGamma(1e306) == .infinity)
    for x: Double in [-1, -.infinity, .nan] {
      #expect(VectorMath.logGamma(x).isNaN && VectorMath.digamma(x).isNaN)
    }
  }
}
