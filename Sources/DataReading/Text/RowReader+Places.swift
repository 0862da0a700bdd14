/// Where bytes and cells of the row at hand stand in the file.
extension RowReader {
  /// The place of a byte of the row.
  func place(of offset: Int) -> FilePlace {
    var place = FilePlace(line: line, column: 1)
    move(&place, over: 0..<offset)
    return place
  }

  /// The place of a cell, its quote included.
  func place(of cell: Cell) -> FilePlace { place(of: start(of: cell)) }

  /// The places of all cells, counted on from cell to cell: a row may have 100,000.
  var places: [FilePlace] {
    var place = FilePlace(line: line, column: 1)
    var offset = 0
    return cells.map { cell in
      move(&place, over: offset..<max(offset, start(of: cell)))
      offset = max(offset, start(of: cell))
      return place
    }
  }

  private func start(of cell: Cell) -> Int { cell.isQuoted ? cell.start - 1 : cell.start }

  private func move(_ place: inout FilePlace, over bytes: Range<Int>) {
    for index in bytes {
      let byte = lines.buffer[lines.mark + index]
      if byte == UInt8(ascii: "\n") {
        place = FilePlace(line: place.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        // Bytes 10xxxxxx continue a scalar.
        place = FilePlace(line: place.line, column: place.column + 1)
      }
    }
  }
}
