import Arrays
import Testing

/// Several files in one, and out again.
struct SafetensorsPackTests {
  private static func file(_ index: Int, size: Int = 3) -> Safetensors {
    Safetensors(
      [
        .init("weight.w", NumberArray((0..<size).map { Float($0 + index) }, shape: [size])),
        .init("a", NumberArray([Double(index)], shape: [])),
      ], metadata: ["format": "pt", "network.hidden": String(index)])
  }

  /// Every file comes out as it went in, byte by byte, and the pack is a file like any other.
  @Test func nothingIsLost() throws {
    var pack = SafetensorsPack()
    #expect(pack.isEmpty)
    let files = ["r-1": Self.file(1), "r-2": Self.file(2), "r-3": Safetensors([], metadata: ["a": "b"])]
    let fits = files.sorted { $0.key < $1.key }.map { pack.add($0.value, under: $0.key) }
    #expect(fits == [true, true, true])
    let read = try Safetensors(pack.file.bytes, file: "pack")
    #expect(read.names == ["r-1.weight.w", "r-1.a", "r-2.weight.w", "r-2.a"])
    #expect(read.metadata["r-2.network.hidden"] == "2" && read.metadata["r-3.a"] == "b")
    let found = SafetensorsPack.files(of: read)
    #expect(found.mapValues(\.bytes) == files.mapValues(\.bytes))
    for (name, file) in files { #expect(SafetensorsPack.file(name, of: read)?.bytes == file.bytes) }
    #expect(SafetensorsPack.file("r-4", of: read) == nil && SafetensorsPack.file("r", of: read) == nil)
  }

  /// A pack ends before a file that does not fit, and holds one alone that never would.
  @Test func limits() {
    let half = Self.file(0, size: SafetensorsPack.Limit.bytes / 8)
    var pack = SafetensorsPack()
    // Eight bytes of the second's other array are too many.
    let fits = ["a", "b"].map { pack.add(half, under: $0) }
    #expect(fits == [true, false] && pack.file.names == ["a.weight.w", "a.a"])
    let huge = Self.file(0, size: SafetensorsPack.Limit.bytes / 4 + 1)
    var large = SafetensorsPack()
    let alone = [large.add(huge, under: "a"), large.add(Self.file(0), under: "b")]
    #expect(alone == [true, false])
    var many = SafetensorsPack()
    let count = (0..<SafetensorsPack.Limit.names).prefix { many.add(Self.file($0), under: "r-\($0)") }.count
    #expect(count == SafetensorsPack.Limit.names / 2)
  }

  /// What is no pack has no files in it, or parts of one network as if they were files.
  @Test func namesWithoutDots() {
    let plain = Safetensors(
      [.init("bias", NumberArray([1.0], shape: [1]))], metadata: ["format": "pt", ".": "x"])
    #expect(SafetensorsPack.files(of: plain).isEmpty)
    let odd = Safetensors(["a.", ".a", "a.__metadata__"].map { .init($0, NumberArray([1.0], shape: [1])) })
    #expect(SafetensorsPack.files(of: odd).isEmpty)
  }
}
