import CKernels
import Testing

@Suite struct DispatchTests {
  @Test func pathsAreNamed() {
    let names = (0..<ckernels_path_count()).map { String(cString: ckernels_path_name($0)) }
    #expect(names == ["portable", "neon", "avx2", "avx512"])
    for name in names {
      guard let table = ckernels_table_named(name) else {
        print("kernel path \(name): not supported by this processor, not tested")
        continue
      }
      #expect(table.pointee.path == name)
    }
    #expect(ckernels_table_named("portable") != nil)
    #expect(ckernels_table_named("avx1024") == nil)
  }

  /// All paths give the same bits, so that other tests may run while the active one changes here.
  @Test func selection() {
    let before = String(cString: ckernels().pointee.name)
    #expect(ckernels_select("nonsense") == CKERNELS_UNKNOWN)
    #expect(String(cString: ckernels().pointee.name) == before)
    for index in 0..<ckernels_path_count() {
      let name = ckernels_path_name(index)
      let supported = ckernels_table_named(name) != nil
      #expect(ckernels_select(name) == (supported ? CKERNELS_OK : CKERNELS_UNSUPPORTED))
      if supported { #expect(ckernels() == ckernels_table_named(name)) }
    }
    #expect(ckernels_select("auto") == CKERNELS_OK)
    #expect(ckernels().pointee.path == tables.last!.path)
    #expect(ckernels_select(before) == CKERNELS_OK)
  }

  @Test func singleValuesAreSlicesOfOne() {
    let x: Float = 0.3
    #expect(ckernels_tanh_f32(x) == written(1) { y in portable.tanh_f32([x], y, 1) }[0])
    #expect(ckernels_logit_f64(0.3) == written(1) { y in portable.logit_f64([0.3], y, 1) }[0])
  }
}
