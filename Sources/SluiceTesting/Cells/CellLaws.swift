import Catalog
import Recurrence

/// The laws of recurrent cells.
enum CellLaws {
  static let list = LawList<CellKind>(
    family: "recurrent cells",
    laws: [
      Law("structure", structure), Law("gradient", gradient), Law("writes", writes),
      Law("retention", retention), Law("nan", notANumber), Law("precisions", precisions),
      Law("batches") { EngineLaws.batches(.init(cell: $0), &$1) },
      Law("kernels and threads") { EngineLaws.kernelsAndThreads(.init(cell: $0), &$1) },
    ])

  /// Blocks and gates have names of their own, whatever is named is among them, and something sees the input.
  private static func structure(_ cell: CellKind, _ findings: inout Findings) {
    let structure = cell.value.structure
    findings.expect(
      cell.value.structure == structure, at: "structure, asked again", found: "another one",
      expected: "always the same")
    let names = (blocks: structure.blocks.map(\.name), gates: structure.gates.map(\.name))
    for (what, names) in [("blocks", names.blocks), ("gates", names.gates)] {
      findings.expect(
        Set(names).count == names.count && names.allSatisfy(isKey), at: "the names of \(what)",
        found: "\(names)", expected: "lower-case words with underscores, each once")
    }
    let known = Set(structure.blocks)
    func expect(_ block: CellBlock?, at place: @autoclosure () -> String, learns: Bool = false) {
      guard let block else { return }
      findings.expect(
        known.contains(block), at: place(), found: "block '\(block.name)'",
        expected: "one of \(names.blocks.joined(separator: ", "))")
      findings.expect(
        !learns || block.hasParameters, at: place(), found: "block '\(block.name)', which has no parameters",
        expected: "one that has")
    }
    expect(structure.candidate, at: "candidate")
    for gate in structure.gates {
      expect(gate.block, at: "the block of gate \(gate.name)")
      for source in gate.sources { expect(source, at: "the sources of gate \(gate.name)", learns: true) }
      findings.expect(
        !gate.block.hasParameters || gate.sources == [gate.block], at: "the sources of gate \(gate.name)",
        found: gate.sources.map(\.name).joined(separator: ", "), expected: "its block, which has parameters")
    }
    let gateBlocks = structure.gates.map(\.block)
    findings.expect(
      Set(gateBlocks).count == gateBlocks.count && !gateBlocks.contains(structure.candidate),
      at: "the blocks of gates", found: gateBlocks.map(\.name).joined(separator: ", "),
      expected: "a block of its own for each, other than the candidate's")
    if let retention = structure.retention {
      findings.expect(
        structure.gates.contains(retention.gate), at: "retention", found: "gate '\(retention.gate.name)'",
        expected: "one of \(names.gates.joined(separator: ", "))")
      expect(retention.bias, at: "the bias of the retention", learns: true)
      expect(retention.writingBias, at: "the writing bias of the retention", learns: true)
    }
    findings.expect(
      !structure.seeingInput.isEmpty, at: "blocks", found: "none that sees the input",
      expected: "one at least"
    )
    findings.expect(
      !(structure.hasCell && cell.value is any ElementwiseCell), at: "hasCell", found: "true",
      expected: "false: the memory of an ElementwiseCell is its hidden state")
  }

  /// Whether a name can be a key of files.
  private static func isKey(_ name: String) -> Bool {
    name.first?.isLowercase == true && name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }
  }
}
