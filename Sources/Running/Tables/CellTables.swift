import Planning
import Tables

/// The tables that follow from the cells of a plan alone.
struct CellTables {
  let folder: String
  let plan: ExperimentPlan

  func write() throws(IOError) -> [TableWriter.Published] {
    let tables = plan.cells.map { $0.specification.study.cellTables($0.specification) }
    var bodies: [TableSchema] = []
    for table in tables.joined() where !bodies.contains(table.body) { bodies.append(table.body) }
    var published: [TableWriter.Published] = []
    for body in bodies { published.append(try write(body, tables)) }
    return published
  }

  private func write(_ body: TableSchema, _ tables: [[CellTable]]) throws(IOError) -> TableWriter.Published {
    let head = RunColumns.cell(axes: plan.experiment.axes.map(\.path))
    var writer = try TableWriter(body.behind(head.map(\.schema)), in: folder)
    for (cell, tables) in zip(plan.cells, tables) {
      let run = cell.run(replicate: 0)
      for table in tables where table.body == body {
        for row in table.rows() { try writer.write(CSVLine(head.map { $0.cell(run) } + row)) }
      }
    }
    return try writer.publish()
  }
}
