import Benchmarks
import Testing

@Suite struct ReportTests {
  private var report: Report {
    var report = Report("kernels", title: "Two kernels")
    report.add("product", "rate", 81.25, "GF/s")
    report.add("product", "of peak", 79.5, "%")
    report.add("a, \"b\"", "rate", 0.5, "GF/s")
    return report
  }

  @Test func theTableHasARowForEachCaseAndAColumnForEachQuantity() {
    #expect(
      report.text == """
        Two kernels
                 rate, GF/s  of peak, %
        product        81.3        79.5
        a, "b"          0.5


        """)
  }

  @Test func theFileHasARowForEachFigure() {
    #expect(
      String(decoding: Report.header + report.csv, as: UTF8.self) == #"""
        bench,case,quantity,value,unit
        kernels,product,rate,81.25,GF/s
        kernels,product,of peak,79.5,%
        kernels,"a, ""b""",rate,0.5,GF/s

        """#)
  }

  @Test(arguments: [
    (12.34, "12.3"), (9.8765, "9.877"), (0.01, "0.01"), (0.00123, "1.2e-3"), (-0.00123, "-1.2e-3"),
    (0, "0.0"),
    (.infinity, "inf"),
  ]) func figuresAreShort(value: Double, text: String) {
    #expect(Figure.digits(value) == text)
  }
}
