import DataReading
import Planning
import SequenceTasks
import Sequences
import Studies
import Testing

/// Files in which something is missing: refused until it is said what takes its place, and then the same runs however the file
/// shows it.
struct DisguiseGapTests {
  @Test(arguments: ["", "X", ".", "NA", "-999", "?"]) func marksOfMissingValues(mark: String) throws {
    let words = ["X", "-999"].contains(mark) ? "read: {missing: [\"\(mark)\"]}, " : ""
    let disguise = Disguise(mark, Disguise.missing(mark), "\(words)fill: hold")
    #expect(try disguise.ids() == Disguise("", Disguise.missing(""), "fill: hold").ids())
    #expect(
      try disguise.task().findings.contains(
        Finding("filled", "3 values (0.03 %) by hold; they never count as targets")))
    #expect(try disguise.ids() != Disguise.clean.ids())
    let names = Disguise.gaps.map { Disguise.names[$0.series] }
    #expect(
      disguise.saying(String(words.dropLast(2))).refusal()?.contains(
        "3 values are missing: '\(names[2])' 1 from line 402, '\(names[0])' 2 from line 32; say 'fill: hold'")
        == true)
  }

  /// A mark that nobody names is a text among numbers, or a number like others.
  @Test func whatNobodyNamesIsNoMark() throws {
    #expect(
      Disguise("", Disguise.missing("X")).refusal()?.contains(
        "2 columns hold cells that are no numbers: '\(Disguise.names[0])' (1 from line 402), '\(Disguise.names[3])' (2 from line 32); list the series in 'columns', or name what holds no value in 'read: {missing: […]}'"
      ) == true)
    #expect(try Disguise("", Disguise.missing("-999")).ids() != Disguise("", Disguise.missing("-998")).ids())
  }

  /// What takes the place of a missing value makes other runs; what knows later ones is asked for twice, and said.
  @Test func whatIsFilledIn() throws {
    let file = Disguise("", Disguise.missing(""))
    let ids = try ["fill: hold", "fill: zero", "fill: interpolate, future: true"].map {
      try file.saying($0).ids()
    }
    #expect(Set(ids).count == 3)
    #expect(file.saying("fill: interpolate").refusal()?.contains("'future: true' beside it") == true)
    let caveats = try ["fill: hold", "fill: interpolate, future: true"].map {
      try file.saying($0).task().caveats
    }
    #expect(caveats[0].isEmpty && caveats[1].count == 1 && caveats[1][0].contains("look into the future"))
  }

  /// Rows that are left out are refused with the gap and its length, and filled are what they are as rows with nothing in them.
  @Test func halfAYearLeftOut() throws {
    let file = Disguise("", Disguise.halfAYear(isLeftOut: true))
    #expect(
      file.refusal()?.contains(
        "26 rows are left out, the spacing being 1 week: 26 between 2008-10-27 (line 201) and 2009-05-04 (line 202); 'fill: hold'"
      ) == true)
    let empty = Disguise("", Disguise.halfAYear(isLeftOut: false), "fill: hold")
    #expect(try file.saying("fill: hold").ids() == empty.ids())
    let findings = try file.saying("fill: hold").task().findings
    #expect(
      findings.contains(
        Finding("filled", "26 rows left out in 1 place (hold); they never count as targets")))
    #expect(findings.contains(Finding("rows", "522, 2005-01-03 to 2014-12-29")))
    #expect(try file.saying("read: {spacing: rows}").ids() != empty.ids())
  }
}
