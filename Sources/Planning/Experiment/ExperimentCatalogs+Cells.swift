import Catalog
package import Recurrence

extension ExperimentCatalogs {
  /// The names of parts of all cells, in the order of the catalog, each with the cells that have such a part.
  package func cellNames(_ names: (CellStructure) -> [String]) -> [(name: String, cells: [String])] {
    var found: [(name: String, cells: [String])] = []
    for cell in cells.rows.compactMap({ try? $0.specification() }) {
      for name in names(cell.value.structure) {
        if let index = found.firstIndex(where: { $0.name == name }) {
          found[index].cells.append(cell.kind)
        } else {
          found.append((name, [cell.kind]))
        }
      }
    }
    return found
  }
}
