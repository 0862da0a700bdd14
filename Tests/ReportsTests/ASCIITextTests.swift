import Reports
import Testing

@Suite struct ASCIITextTests {
  @Test(arguments: [
    ("plain text stays", "plain text stays"), ("29.11 ± 0.35, −1 … 2", "29.11 +/- 0.35, -1 ... 2"),
    ("1 ≤ i ≤ n", "1 <= i <= n"), ("σ(z/τ), Δ", "sigma(z/tau), Delta"), ("Delétang, Ž, ø", "Deletang, Z, o"),
    ("├──●──┤ ┊", "|--o--| :"), ("x̂", "x"), ("数", "\\u{6570}"), ("8 µs", "8 us"),
  ])
  func signs(text: String, ascii: String) { #expect(ASCIIText.of(text) == ascii) }

  @Test func everythingBecomesASCII() {
    for value in UInt32(0x80)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let ascii = ASCIIText.of("a\(scalar)b")
      #expect(ascii.utf8.allSatisfy { $0 < 0x80 } && ascii.hasPrefix("a") && ascii.hasSuffix("b"), "\(value)")
    }
  }
}
